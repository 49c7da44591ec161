namespace BlnkBackup.Configuration;

/// <summary>A webhook's address. Whoever knows its path may post there, so it is never printed beyond the host.</summary>
public sealed record WebhookAddress
{
    /// <summary>An http(s) address.</summary>
    internal WebhookAddress(Uri address) => Address = address;

    /// <summary>The whole of it: a secret.</summary>
    internal Uri Address { get; }

    /// <summary>Null where NOTIFY_WEBHOOK_URL is not set, or no address, which is a problem then.</summary>
    internal static WebhookAddress? Read(VariableReader variables)
    {
        if (variables.Found(ConfigurationVariables.WebhookUrl) is not var (name, text)) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", Host.Length: > 0, UserInfo: "" }) return new WebhookAddress(address);
        variables.Problem(name, "is not an http(s) address without a user; write the webhook's whole URL, or unset it.");
        return null;
    }

    /// <summary>Where it is, without its path.</summary>
    public override string ToString() => Address.GetLeftPart(UriPartial.Authority) + "/…";
}
