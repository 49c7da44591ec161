using System.Globalization;
using System.Text;

namespace BlnkBackup.Api.Backups;

/// <summary>
/// Text as a header can hold it: bytes of its UTF-8 outside printable ASCII, and <c>%</c> itself, become <c>%XX</c>. Kestrel refuses
/// others, and a key may have a prefix of any letters.
/// </summary>
internal static class HeaderText
{
    public static string Of(string text)
    {
        var header = new StringBuilder(text.Length);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            _ = value is >= (byte)' ' and <= (byte)'~' and not (byte)'%'
                ? header.Append((char)value)
                : header.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return header.ToString();
    }
}
