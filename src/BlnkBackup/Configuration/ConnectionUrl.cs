namespace BlnkBackup.Configuration;

/// <summary>
/// libpq's connection URL: postgresql://[user[:password]@][host[:port],…][/dbname][?keyword=value&amp;…] (fe-connect.c,
/// conninfo_uri_parse_options). Stricter than libpq in one thing: what would let a password that was not percent-encoded pass for a
/// host, a port or a database is refused. Messages tell places, never text: it may be a secret.
/// </summary>
static class ConnectionUrl
{
    const string EncodePassword = "percent-encode what user and password hold of @ : / ? # % and blanks ('@' is %40, '/' is %2F).";

    public static bool Begins(string text) => PrefixLength(text) > 0;

    /// <summary>True where user or password stand before the host, and so not in the query.</summary>
    public static bool HasCredentials(string text) => Begins(text) && text[PrefixLength(text)..] is var rest
        && rest.IndexOfAny(['@', '/']) is >= 0 and var end && rest[end] == '@';

    /// <summary>The keywords and decoded values in the order in which they stand; empty parts of the URL are left out.</summary>
    /// <exception cref="FormatException">Not of that form; the message is fit to print.</exception>
    public static List<KeyValuePair<string, string>> Parse(string url)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        var blank = url.AsSpan().IndexOfAnyInRange('\0', ' ');
        if (blank >= 0) throw new FormatException($"holds a blank or a control character at character {blank + 1}; {EncodePassword}");
        var rest = url[PrefixLength(url)..];

        var end = rest.IndexOfAny(['@', '/']);
        if (end >= 0 && rest[end] == '@')
        {
            AddCredentials(pairs, rest[..end]);
            rest = rest[(end + 1)..];
        }

        end = rest.IndexOfAny(['/', '?']);
        var (hosts, tail) = end < 0 ? (rest, "") : (rest[..end], rest[end..]);
        AddHosts(pairs, hosts);

        if (tail.StartsWith('/'))
        {
            end = tail.IndexOf('?', StringComparison.Ordinal);
            var path = end < 0 ? tail[1..] : tail[1..end];
            if (path.Contains('@', StringComparison.Ordinal)) throw new FormatException($"holds an '@' after the host; {EncodePassword}");
            Add(pairs, "dbname", path);
            tail = end < 0 ? "" : tail[end..];
        }
        if (tail.StartsWith('?')) AddQuery(pairs, tail[1..]);
        return pairs;
    }

    static int PrefixLength(string text)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["postgresql://", "postgres://"])
            if (text.StartsWith(prefix, StringComparison.Ordinal)) return prefix.Length;
        return 0;
    }

    static void AddCredentials(List<KeyValuePair<string, string>> pairs, string credentials)
    {
        if (credentials.Contains('?', StringComparison.Ordinal))
            throw new FormatException($"holds a '?' before an '@'; {EncodePassword}");
        var colon = credentials.IndexOf(':', StringComparison.Ordinal);
        Add(pairs, "user", colon < 0 ? credentials : credentials[..colon]);
        if (colon >= 0) Add(pairs, "password", credentials[(colon + 1)..]);
    }

    /// <summary>host, host:port, [IPv6] or [IPv6]:port, divided by commas; libpq's two parallel lists come of it.</summary>
    static void AddHosts(List<KeyValuePair<string, string>> pairs, string hosts)
    {
        if (hosts.Contains('@', StringComparison.Ordinal)) throw new FormatException($"holds more than one '@'; {EncodePassword}");
        var names = new List<string>();
        var ports = new List<string>();
        foreach (var one in hosts.Split(','))
        {
            var nameEnd = one.IndexOf(':', StringComparison.Ordinal);
            if (one.StartsWith('['))
            {
                var bracket = one.IndexOf(']', StringComparison.Ordinal);
                if (bracket < 2) throw new FormatException("holds a '[' without an IPv6 address and a ']' after it; write [ADDRESS].");
                nameEnd = bracket + 1;
                if (nameEnd < one.Length && one[nameEnd] != ':')
                    throw new FormatException("goes on after the ']' of an IPv6 address with neither a port nor a '/'; write [ADDRESS]:PORT.");
                names.Add(one[1..bracket]);
            }
            else
                names.Add(nameEnd < 0 ? one : one[..nameEnd]);

            var port = nameEnd < 0 || nameEnd >= one.Length ? "" : one[(nameEnd + 1)..];
            if (port.Any(character => !char.IsAsciiDigit(character)))
                throw new FormatException($"has a port that is not a number; if it is a piece of a password, {EncodePassword}");
            ports.Add(port);
        }
        Add(pairs, "host", string.Join(',', names));
        // Several hosts without a port make a list of empty ones: then PGPORT does not fill in, and 5432 holds.
        Add(pairs, "port", string.Join(',', ports));
    }

    static void AddQuery(List<KeyValuePair<string, string>> pairs, string query)
    {
        var items = query.Split('&');
        for (var number = 1; number <= items.Length; number++)
        {
            var item = items[number - 1];
            if (item.Length == 0 && number == items.Length) break;
            var equals = item.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0) throw new FormatException($"has no '=' in query parameter {number}; write keyword=value, and '&' in a value as %26.");
            if (item.IndexOf('=', equals + 1) >= 0)
                throw new FormatException($"has a second '=' in query parameter {number}; write '=' in a value as %3D.");
            var (keyword, value) = (PercentEncoding.Decode(item[..equals]), PercentEncoding.Decode(item[(equals + 1)..]));
            // JDBC's spelling, which libpq understands too.
            pairs.Add((keyword, value) is ("ssl", "true") ? new("sslmode", "require") : new(keyword, value));
        }
    }

    static void Add(List<KeyValuePair<string, string>> pairs, string keyword, string encoded)
    {
        if (encoded.Length > 0) pairs.Add(new(keyword, PercentEncoding.Decode(encoded)));
    }
}
