/** A PDF of so many empty pages. */
export function pdfOf(pages: number): string {
  const ids = Array.from({ length: pages }, (_, i) => i + 3);
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages} /Kids [${ids.map((id) => `${id} 0 R`).join(" ")}] >>`,
    ...ids.map(() => "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"),
  ];
  let text = "%PDF-1.4\n";
  const at = objects.map((object, i) => {
    const start = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(start).padStart(10, "0")} 00000 n \n`;
  });
  const start = text.length, size = objects.length + 1;
  return `${text}xref\n0 ${size}\n0000000000 65535 f \n${at.join("")}` +
    `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
}
