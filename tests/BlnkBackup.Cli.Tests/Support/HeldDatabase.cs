using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BlnkBackup.Cli.Tests.Support;

/// <summary>
/// A PostgreSQL server that lets a session in and answers none of its questions, until the session cancels one: a run of a backup
/// stays where it takes its turn. It knows just enough of the protocol (PostgreSQL documentation, "Message Formats").
/// </summary>
internal sealed class HeldDatabase : IDisposable
{
    private const int SslRequest = 80877103;
    private const int CancelRequest = 80877102;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldDatabase()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Ends when a session has asked, and waits for its answer.</summary>
    public Task Asked => asked.Task;

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // Disposed: the test has ended.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        await using var stream = client.GetStream();
        try
        {
            while (await ReadStartAsync(stream) is var start && start != CancelRequest)
            {
                if (start == SslRequest)
                {
                    await stream.WriteAsync("N"u8.ToArray());
                    continue;
                }

                await stream.WriteAsync(Welcome);
                await AnswerAsync(stream);
                return;
            }

            cancelled.TrySetResult();
        }
        catch (IOException)
        {
            // The session has gone.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        while (await ReadMessageAsync(stream) is var (type, _))
        {
            switch (type)
            {
                case 'Q':
                    await stream.WriteAsync(NoTypes);
                    break;
                case 'S':
                    asked.TrySetResult();
                    await cancelled.Task;
                    await stream.WriteAsync(Cancelled);
                    break;
                case 'X':
                    return;
            }
        }
    }

    private static byte[] Welcome =>
    [
        .. Message('R', 0, 0, 0, 0),
        .. Message('S', "server_version\u000017.0\0"u8.ToArray()),
        .. Message('S', "client_encoding\0UTF8\0"u8.ToArray()),
        .. Message('K', 0, 0, 0, 1, 0, 0, 0, 2),
        .. Ready,
    ];

    /// <summary>To Npgsql's questions on connecting: the version, then no types, no composites, no enums.</summary>
    private static byte[] NoTypes =>
    [
        .. NoColumns, .. Message('D', [0, 1, 0, 0, 0, 15, .. "PostgreSQL 17.0"u8]), .. Complete,
        .. NoColumns, .. Complete,
        .. NoColumns, .. Complete,
        .. NoColumns, .. Complete,
        .. Ready,
    ];

    private static byte[] Cancelled =>
        [.. Message('E', "SERROR\0VERROR\0C57014\0Mcanceling statement due to user request\0\0"u8.ToArray()), .. Ready];

    private static byte[] NoColumns => Message('T', 0, 0);

    private static byte[] Complete => Message('C', "SELECT 0\0"u8.ToArray());

    private static byte[] Ready => Message('Z', (byte)'I');

    private static byte[] Message(char type, params byte[] body)
    {
        var message = new byte[1 + sizeof(int) + body.Length];
        message[0] = (byte)type;
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), sizeof(int) + body.Length);
        body.CopyTo(message, 1 + sizeof(int));
        return message;
    }

    private static async Task<int> ReadStartAsync(NetworkStream stream) =>
        BinaryPrimitives.ReadInt32BigEndian(await ReadBodyAsync(stream));

    private static async Task<(char Type, byte[] Body)> ReadMessageAsync(NetworkStream stream)
    {
        var type = new byte[1];
        await stream.ReadExactlyAsync(type);
        return (Encoding.ASCII.GetString(type)[0], await ReadBodyAsync(stream));
    }

    private static async Task<byte[]> ReadBodyAsync(NetworkStream stream)
    {
        var length = new byte[sizeof(int)];
        await stream.ReadExactlyAsync(length);
        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(length) - sizeof(int)];
        await stream.ReadExactlyAsync(body);
        return body;
    }
}
