/** The form of a record by its global id, such as `party:mailer`. Says what saving would change before it is saved. */
export function EditRecord(_: { id: string; onDone: () => void }) {
  return null;
}
