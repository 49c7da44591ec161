using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BlnkBackup.Api.Tests.Support;

/// <summary>A request line by line, for what no well-behaved client sends.</summary>
internal static class PlainRequest
{
    public static async Task<Answer> SendAsync(Uri address, IEnumerable<string> lines)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(string.Concat(lines.Select(line => line + "\r\n")) + "\r\n"));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync();

        var (head, body) = (answer[..answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)], answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        var headers = head.Split("\r\n").Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        // Kestrel sends JSON of unknown length in chunks: the body is from the first brace or quote to the last.
        var json = body.Split("\r\n").FirstOrDefault(line => line is ['{', ..] or ['"', ..]) ?? "";
        return new Answer(
            (HttpStatusCode)int.Parse(head.AsSpan(9, 3), provider: null),
            headers.GetValueOrDefault("Content-Type")?.Split(';')[0],
            Encoding.UTF8.GetBytes(json),
            headers);
    }
}
