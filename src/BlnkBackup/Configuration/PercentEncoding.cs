using System.Text;

namespace BlnkBackup.Configuration;

/// <summary>%XX, as libpq reads it: '+' stands for itself, a '%' must be followed by two hexadecimal digits, and NUL is forbidden.</summary>
static class PercentEncoding
{
    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="FormatException">A wrong '%', a NUL, or bytes that are not UTF-8; the message is fit to print.</exception>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text;
        var bytes = StrictUtf8.GetBytes(text);
        var written = 0;
        for (var read = 0; read < bytes.Length; read++)
        {
            var value = bytes[read];
            if (value == '%')
            {
                if (read + 2 >= bytes.Length || !char.IsAsciiHexDigit((char)bytes[read + 1]) || !char.IsAsciiHexDigit((char)bytes[read + 2]))
                    throw new FormatException("holds a '%' that two hexadecimal digits do not follow; write '%' itself as %25.");
                value = Convert.FromHexString([(char)bytes[read + 1], (char)bytes[read + 2]])[0];
                read += 2;
                if (value == 0) throw new FormatException("holds %00, which no value may hold.");
            }
            bytes[written++] = value;
        }
        try
        {
            return StrictUtf8.GetString(bytes, 0, written);
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException("holds percent-encoded bytes that are not UTF-8.");
        }
    }
}
