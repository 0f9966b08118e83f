/** Names another theme in `portfolio.yml` and leaves every other line as it is. */
export function setTheme(portfolio: string, theme: string): string {
  const line = `theme: ${/^[a-z][\w-]*$/i.test(theme) ? theme : JSON.stringify(theme)}`;
  const written = /^theme[ \t]*:[^\r\n#]*?([ \t]+#[^\r\n]*)?$/m;
  if (written.test(portfolio))
    return portfolio.replace(written, (_, comment: string | undefined) => `${line}${comment ?? ''}`);
  const end = /\r\n/.test(portfolio) ? '\r\n' : '\n';
  const gap = portfolio === '' || /\n$/.test(portfolio) ? '' : end;
  return `${portfolio}${gap}${line}${end}`;
}
