/** Whether there is no room for a panel beside the editor, as playground.css has it. */
export const isNarrow = () => window.matchMedia("(max-width: 46rem)").matches;
