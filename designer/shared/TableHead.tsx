/** Head of a table: its columns, and above the buttons of each row a heading for those who do not see them. */
export function TableHead({ columns, deeds }: { columns: string[]; deeds?: string }) {
  return (
    <thead>
      <tr>
        {columns.map((column, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their order, and two may have one name
          <th key={index} scope="col">
            {column}
          </th>
        ))}
        {deeds !== undefined && (
          <th scope="col">
            <span className="jd-visually-hidden">{deeds}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}
