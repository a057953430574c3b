/** The same messages in another language: a catalogue that lacks one does not compile. */
export type Words<Messages> = {
  [Key in keyof Messages]: Messages[Key] extends string ? string : Words<Messages[Key]>;
};
