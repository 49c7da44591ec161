using System.Globalization;

namespace BlnkBackup.Configuration;

/// <summary>libpq's comma lists of hosts, addresses and ports, checked to match and completed (fe-connect.c, pqConnectOptions2).</summary>
/// <param name="Names">One name for each host, none empty.</param>
/// <param name="Addresses">libpq's hostaddr, as long a list, or null.</param>
/// <param name="Ports">One port for each host.</param>
sealed record HostLists(string Names, string? Addresses, string Ports)
{
    /// <summary>Null, and <paramref name="fault"/> told of each, where there are problems.</summary>
    public static HostLists? Read(string? names, string? addresses, string? ports, Action<(string Keyword, string Sentence)> fault)
    {
        // An address without a name is a name like any other.
        if (names is null) (names, addresses) = (addresses, null);
        if (names is null)
        {
            fault(("host", "names no host; give one (a socket's directory too: where libpq would look for it differs from build to build)."));
            return null;
        }
        var faultless = true;
        var eachName = names.Split(',');
        if (eachName.Any(name => name.Length == 0 || name.Any(character => char.IsControl(character) || character is ' ' or '\'' or '"' or ';')))
            Fault("host", "names a host that is empty or holds a blank or a quote; write one name, or several divided by commas.");
        if (addresses is not null && addresses.Split(',').Length != eachName.Length)
            Fault("hostaddr", "hostaddr and host do not list equally many; give one address for each host.");
        var eachPort = (ports ?? "").Split(',').Select(port => port.Length == 0 ? $"{DatabaseHost.DefaultPort}" : port.Trim()).ToArray();
        if (eachPort.Any(port => !int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535))
            Fault("port", "port must be a number from 1 to 65535.");
        if (eachPort.Length != 1 && eachPort.Length != eachName.Length)
            Fault("port", "port and host do not list equally many; give one port for all hosts, or one for each.");
        if (!faultless) return null;
        return new HostLists(names, addresses, string.Join(',', eachPort.Length == 1 ? [.. eachName.Select(_ => eachPort[0])] : eachPort));

        void Fault(string keyword, string sentence)
        {
            faultless = false;
            fault((keyword, sentence));
        }
    }
}
