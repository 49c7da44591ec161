using System.Net;

namespace BlnkBackup.Configuration;

/// <summary>S3's rules of bucket names (Amazon S3 User Guide, "General purpose bucket naming rules"); access point aliases follow them too.</summary>
static class BucketName
{
    /// <summary>What is wrong with it, or null.</summary>
    public static string? Fault(string name)
    {
        if (name.Length is < 3 or > 63) return "it must have 3 to 63 characters";
        if (!name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '.' or '-'))
            return "it may hold only lower-case letters, digits, '.' and '-' (the bare name: no s3://, no path)";
        if (!char.IsAsciiLetterOrDigit(name[0]) || !char.IsAsciiLetterOrDigit(name[^1])) return "it must begin and end with a letter or a digit";
        if (name.Contains("..", StringComparison.Ordinal)) return "it may not hold two dots in a row";
        if (name.Count(character => character == '.') == 3 && IPAddress.TryParse(name, out _)) return "it may not look like an IP address";
        if (name.StartsWith("xn--", StringComparison.Ordinal) || name.StartsWith("sthree-", StringComparison.Ordinal))
            return "S3 keeps names that begin with xn-- or sthree- for itself";
        return null;
    }
}
