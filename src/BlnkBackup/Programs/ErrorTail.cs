using System.Text;

namespace BlnkBackup.Programs;

/// <summary>
/// What a program complains of, kept within bounds however much it is: the start of every line, and of the lines the last. A line's
/// start says what failed; pg_dump then repeats its query in one line, which may name thousands of tables.
/// </summary>
internal sealed class ErrorTail
{
    private const int MostCharacters = 16 * 1024;
    private const int MostCharactersOfLine = 1000;

    private readonly StringBuilder kept = new();
    private int column;

    public void Append(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            column = character == '\n' ? 0 : column + 1;
            if (column <= MostCharactersOfLine)
            {
                kept.Append(character);
            }
            else if (column == MostCharactersOfLine + 1)
            {
                kept.Append('…');
            }
        }

        if (kept.Length > MostCharacters)
        {
            kept.Remove(0, kept.Length - MostCharacters);
        }
    }

    public override string ToString() => kept.ToString().Trim();
}
