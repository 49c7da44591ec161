using System.Text;

namespace BlnkBackup.Configuration;

/// <summary>Makes an <see cref="ObjectStore"/> of the S3_*, AWS_* and BLNK_* variables, and takes note of every problem.</summary>
static class ObjectStoreReader
{
    const string RegionWithEndpoint = "us-east-1";

    /// <summary>S3 allows 1,024 bytes of key; the rest is left to the backup's own name.</summary>
    const int LongestPrefixBytes = 900;

    static readonly string[] StorageClasses =
    [
        "STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER", "GLACIER_IR", "DEEP_ARCHIVE",
        "REDUCED_REDUNDANCY", "EXPRESS_ONEZONE",
    ];

    /// <summary>Null where there was a problem.</summary>
    public static ObjectStore? Read(VariableReader variables)
    {
        var problemsBefore = variables.Problems.Count;
        var bucket = Bucket(variables);
        var endpoint = Endpoint(variables);
        var region = Region(variables, endpointNamed: variables.Found(ConfigurationVariables.Endpoint) is not null);
        var credentials = AccessCredentials.Read(variables);
        var (encryption, kmsKeyId) = Encryption(variables);
        var store = new ObjectStore
        {
            Bucket = bucket ?? "",
            Prefix = Prefix(variables),
            Region = region ?? "",
            Endpoint = endpoint,
            PathStyle = PathStyle(variables) ?? endpoint is not null,
            AccessKeyId = credentials?.Id,
            SecretAccessKey = credentials?.Secret,
            SessionToken = credentials?.Token,
            StorageClass = variables.OneOf(ConfigurationVariables.StorageClass, StorageClasses),
            Encryption = encryption,
            KmsKeyId = kmsKeyId,
            Tags = ObjectTags.Read(variables),
            ObjectLock = Lock(variables),
        };
        return variables.Problems.Count == problemsBefore ? store : null;
    }

    static string? Bucket(VariableReader variables)
    {
        var setting = ConfigurationVariables.Bucket;
        if (variables.Found(setting) is not var (name, bucket))
            variables.Problem(setting.Name, "is not set; set it to the bucket that backups go to (BLNK_S3_BUCKET_NAME does as well).");
        else if (BucketName.Fault(bucket) is { } fault)
            variables.Problem(name, $"'{bucket}' is no bucket name: {fault}.");
        else
            return bucket;
        return null;
    }

    static string Prefix(VariableReader variables)
    {
        if (variables.Found(ConfigurationVariables.Prefix) is not var (name, text)) return "";
        var prefix = text.Trim('/');
        if (prefix.Length == 0) return "";
        if (prefix.Any(char.IsControl))
            variables.Problem(name, "holds a control character; remove it.");
        else if (prefix.Split('/').Any(segment => segment is "" or "." or ".."))
            variables.Problem(name, $"'{text}' holds an empty, '.' or '..' segment, which many S3 tools lose or resolve; write a path without.");
        else if (Encoding.UTF8.GetByteCount(prefix) > LongestPrefixBytes)
            variables.Problem(name, $"is longer than {LongestPrefixBytes} bytes; shorten it.");
        return prefix + '/';
    }

    static string? Region(VariableReader variables, bool endpointNamed)
    {
        var setting = ConfigurationVariables.Region;
        if (variables.Found(setting) is not var (name, region))
        {
            if (endpointNamed) return RegionWithEndpoint;
            variables.Problem(setting.Name, "is not set; set it to the bucket's region, such as eu-central-1 "
                + "(AWS_DEFAULT_REGION or BLNK_S3_REGION do as well).");
            return null;
        }
        if (IsRegion(region)) return region;
        variables.Problem(name, $"'{region}' is no region; write one such as eu-central-1.");
        return null;
    }

    static Uri? Endpoint(VariableReader variables)
    {
        if (variables.Found(ConfigurationVariables.Endpoint) is not var (name, text)) return null;
        if (EndpointFault(text, out var address) is not { } fault) return address;
        variables.Problem(name, $"{fault}.");
        return null;
    }

    /// <summary>Whether it can be a region's name.</summary>
    internal static bool IsRegion(string text) =>
        text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');

    /// <summary>What is wrong with an endpoint, or null. It is not quoted: it may hold credentials.</summary>
    internal static string? EndpointFault(string text, out Uri? address)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
            return "is no http:// or https:// address; write one such as https://s3.example.com:9000";
        if (address.UserInfo.Length > 0)
            return "holds credentials; remove them and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
            return "holds a query or a fragment; remove what begins with '?' or '#'";
        return null;
    }

    static bool? PathStyle(VariableReader variables) =>
        variables.OneOf(ConfigurationVariables.PathStyle, ["true", "false"]) is { } text ? text == "true" : null;

    static (ObjectEncryption Encryption, string? KmsKeyId) Encryption(VariableReader variables)
    {
        var known = variables.OneOf(ConfigurationVariables.Encryption, ["AES256", "aws:kms"]);
        var encryption = known switch
        {
            "AES256" => ObjectEncryption.Aes256,
            "aws:kms" => ObjectEncryption.Kms,
            _ => ObjectEncryption.BucketDefault,
        };
        if (variables.Found(ConfigurationVariables.KmsKeyId) is not var (name, key)) return (encryption, null);
        // An S3_SSE that was not understood has had its own sentence.
        if (encryption != ObjectEncryption.Kms && (known is not null || variables.Found(ConfigurationVariables.Encryption) is null))
            variables.Problem(name, "is set, but S3_SSE is not aws:kms; set S3_SSE=aws:kms, or unset the key.");
        return (encryption, key);
    }

    static ObjectLock? Lock(VariableReader variables)
    {
        var modeSetting = ConfigurationVariables.ObjectLockMode;
        var daysSetting = ConfigurationVariables.ObjectLockDays;
        var mode = variables.OneOf(modeSetting, ["GOVERNANCE", "COMPLIANCE"]);
        var days = variables.Number(daysSetting, least: 1, most: 36_500);
        var (modeNamed, daysNamed) = (variables.Found(modeSetting) is not null, variables.Found(daysSetting) is not null);
        if (modeNamed && !daysNamed)
            variables.Problem(daysSetting.Name, $"is not set, but {modeSetting.Name} is; set the number of days, or unset the mode.");
        if (daysNamed && !modeNamed)
            variables.Problem(modeSetting.Name, $"is not set, but {daysSetting.Name} is; set GOVERNANCE or COMPLIANCE, or unset the days.");
        return mode is null || days is null
            ? null
            : new ObjectLock(mode == "GOVERNANCE" ? ObjectLockKind.Governance : ObjectLockKind.Compliance, days.Value);
    }
}
