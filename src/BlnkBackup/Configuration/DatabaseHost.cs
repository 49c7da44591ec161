using System.Globalization;

namespace BlnkBackup.Configuration;

/// <summary>One server to try.</summary>
/// <param name="Name">A host name, an address without brackets, or the directory of a Unix-domain socket.</param>
/// <param name="Address">libpq's hostaddr: the address to connect to instead of looking the name up, or null.</param>
/// <param name="Port">1 to 65535; with a socket directory, the number in the socket's name.</param>
public sealed record DatabaseHost(string Name, string? Address, int Port)
{
    /// <summary>PostgreSQL's own port.</summary>
    public const int DefaultPort = 5432;

    /// <summary>What a connection is really made to: the address where there is one, else the name.</summary>
    public string ConnectsTo => Address ?? Name;

    /// <summary>True where the name is a directory (or "@" and an abstract name): a Unix-domain socket, which knows no TLS.</summary>
    public bool IsSocket => Address is null && Name is ['/' or '@', ..];

    /// <summary>host:port; IPv6 in brackets.</summary>
    public override string ToString() => Name.Contains(':') && !IsSocket ? $"[{Name}]:{Port}" : $"{Name}:{Port}";

    /// <summary>Pairs libpq's comma lists; they must have been checked to match.</summary>
    internal static IReadOnlyList<DatabaseHost> Listed(string hosts, string? addresses, string ports)
    {
        var names = hosts.Split(',');
        var eachAddress = addresses?.Split(',');
        var eachPort = ports.Split(',');
        return [.. names.Select((name, index) => new DatabaseHost(
            name,
            eachAddress?[index] is { Length: > 0 } address ? address : null,
            int.Parse(eachPort[eachPort.Length == 1 ? 0 : index], CultureInfo.InvariantCulture)))];
    }
}
