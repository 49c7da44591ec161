namespace BlnkBackup.Configuration;

/// <summary>What libpq's sslrootcert=system stands for here.</summary>
static class TrustedCertificates
{
    /// <summary>Amazon Linux and Fedora, Debian, Alpine.</summary>
    static readonly string[] Bundles =
        ["/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/certs/ca-certificates.crt", "/etc/ssl/cert.pem"];

    /// <summary>
    /// The operating system's bundle, by its file name: libpq 15 does not know the word "system", and a static OpenSSL looks for the
    /// system's certificates where it was built. The word itself where no bundle is found; libpq then does what it can.
    /// </summary>
    public static string OfTheSystem() => Array.Find(Bundles, File.Exists) ?? "system";
}
