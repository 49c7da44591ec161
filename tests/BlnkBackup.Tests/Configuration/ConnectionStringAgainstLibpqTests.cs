using System.Text;
using BlnkBackup.Configuration;
using BlnkBackup.Tests.Configuration.Support;

namespace BlnkBackup.Tests.Configuration;

/// <summary>libpq itself is asked: what both accept, both must understand alike; what libpq refuses must be refused.</summary>
public class ConnectionStringAgainstLibpqTests
{
    [LibpqTheory]
    [InlineData("postgresql://")]
    [InlineData("postgres://localhost")]
    [InlineData("postgres://postgres:password@postgres:5432/blnk?sslmode=disable")]
    [InlineData("postgresql://user@localhost:5433/mydb?options=-c%20synchronous_commit%3Doff")]
    [InlineData("postgresql://u%40x:p%3A%2F%3F%23%5B%5D%40%25@h/d%2Fb")]
    [InlineData("postgresql://host1:123,host2:456/somedb?target_session_attrs=any&application_name=myapp")]
    [InlineData("postgresql://host1:123,host2,host3:7/somedb")]
    [InlineData("postgresql://host1,host2")]
    [InlineData("postgresql://[2001:db8::1234]/database")]
    [InlineData("postgresql://u:p@[::1]:6432,h,[fe80::1%25eth0]/d?")]
    [InlineData("postgresql:///dbname?host=/var/lib/postgresql")]
    [InlineData("postgresql://%2Fvar%2Flib%2Fpostgresql/dbname")]
    [InlineData("postgresql:///mydb?host=localhost&port=5433&user=u&password=p%26w&dbname=other")]
    [InlineData("postgres://u:@h:/d")]
    [InlineData("postgres://:p@h")]
    [InlineData("postgres://u:p:q@h/d")]
    [InlineData("postgres://h?sslmode=require")]
    [InlineData("postgres://h/d?ssl=true")]
    [InlineData("postgres://h/a+b?application_name=a+b&")]
    [InlineData("postgres://h/d?user=&host=x")]
    [InlineData("postgres://u:naïve-ключ@h/d")]
    [InlineData("postgres://u:pass#word@h/d")]
    [InlineData("host=localhost port=5432 dbname=mydb connect_timeout=10")]
    [InlineData("host = 'a' user= b\tdbname ='c'\n")]
    [InlineData(@"password='it\'s \\ here' user=a\ b\\c")]
    [InlineData("user='' password=x'y'z dbname='a'host=b")]
    [InlineData("hostaddr=::1 sslrootcert=/a/b.pem")]
    public void A_text_is_read_as_libpq_reads_it(string text)
    {
        var expected = RealLibpq.Parse(text);
        Assert.NotNull(expected);
        Assert.Equal(expected, Ours(text));
    }

    [LibpqTheory]
    [InlineData("postgres://[::1")]
    [InlineData("postgres://[]/d")]
    [InlineData("postgres://[::1]x/d")]
    [InlineData("postgres://h/d?sslmode")]
    [InlineData("postgres://h/d?&user=a")]
    [InlineData("postgres://h/d?user=a=b")]
    [InlineData("postgres://h/d?nonsense=1")]
    [InlineData("postgres://h/d?USER=a")]
    [InlineData("postgres://h/d?ssl=false")]
    [InlineData("postgres://h/%zz")]
    [InlineData("postgres://h/%4")]
    [InlineData("postgres://h/%00")]
    [InlineData("host=a user")]
    [InlineData("host='a")]
    [InlineData("host a")]
    [InlineData("host='a' =b")]
    [InlineData("nonsense=1")]
    public void What_libpq_refuses_is_refused(string text)
    {
        Assert.Null(RealLibpq.Parse(text));
        Assert.Null(Ours(text));
    }

    [LibpqFact]
    public void Random_URLs_are_read_as_libpq_reads_them_or_refused() =>
        Assert.InRange(AgreedOf(20_000, "postgres://", ["@", ":", "/", "?", "#", "%41", "%", ",", "[", "]", "::1", "&", "=", "a", "b+", "1",
            "host=", "user=", "&password=", "dbname", "ssl=true", "h"], mayBeStricter: true), 1_000, int.MaxValue);

    [LibpqFact]
    public void Random_key_value_pairs_are_read_just_as_libpq_reads_them() =>
        Assert.InRange(AgreedOf(20_000, "host=", [" ", "'", "\\", "=", "a", "é", " user=", " password = '", "' ", "\n", "\t", "\\'", "dbname"],
            mayBeStricter: false), 1_000, int.MaxValue);

    /// <summary>How many of the texts both accepted.</summary>
    static int AgreedOf(int texts, string start, string[] pieces, bool mayBeStricter)
    {
        var random = new Random(20_26);
        var agreed = 0;
        for (var number = 0; number < texts; number++)
        {
            var text = new StringBuilder(start);
            for (var left = random.Next(12); left > 0; left--) text.Append(pieces[random.Next(pieces.Length)]);
            var (ours, theirs) = (Ours($"{text}"), RealLibpq.Parse($"{text}"));
            if (ours is null && (theirs is null || mayBeStricter)) continue;
            Assert.True(theirs is not null && ours is not null && theirs.SequenceEqual(ours), $"Read differently: {text}");
            agreed++;
        }
        return agreed;
    }

    [LibpqFact]
    public void What_is_passed_to_pg_dump_is_understood_by_libpq_whatever_it_holds()
    {
        var awkward = string.Concat(Enumerable.Range(1, 126).Select(code => (char)code)) + @"''\\'é€😀 ";
        var target = DatabaseTarget.FromUrl("postgres://a/b") with
        {
            User = awkward,
            Database = awkward,
            Parameters = new SortedDictionary<string, string> { ["options"] = awkward, ["sslrootcert"] = @"C:\certs\o'neil.pem" },
        };

        var understood = RealLibpq.Parse(target.ToLibpq());

        Assert.Equal(
            new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["host"] = "a",
                ["port"] = "5432",
                ["user"] = awkward,
                ["dbname"] = awkward,
                ["options"] = awkward,
                ["sslrootcert"] = @"C:\certs\o'neil.pem",
            },
            understood);
        Assert.Equal(understood, Ours(target.ToLibpq()));
    }

    /// <summary>As the product parses it; null where it refuses, be it for a keyword.</summary>
    static SortedDictionary<string, string>? Ours(string text)
    {
        try
        {
            var given = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var (keyword, value) in ConnectionUrl.Begins(text) ? ConnectionUrl.Parse(text) : ConnectionInfo.Parse(text))
            {
                if (LibpqParameters.Find(keyword) is null) return null;
                given[keyword] = value;
            }
            return given;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
