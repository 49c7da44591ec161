using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BlnkBackup.Sandbox.Programs;

namespace BlnkBackup.Sandbox.Servers;

/// <summary>A certificate authority made for one server, and the server's certificate and key as PEM files beside its data.</summary>
static class ServerCertificate
{
    static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    /// <summary>Writes ca.crt, server.crt and server.key (mode 600, the server user's own) into <paramref name="folder"/>.</summary>
    public static async Task WriteAsync(string folder)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=BlnkBackup sandbox authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        authorityRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(authorityRequest.PublicKey, false));
        using var authority = authorityRequest.CreateSelfSigned(now - Lifetime, now + Lifetime);

        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var serverRequest = new CertificateRequest("CN=localhost", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        serverRequest.CertificateExtensions.Add(names.Build());
        serverRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using var server = serverRequest.Create(authority, now - Lifetime, now + Lifetime, RandomNumberGenerator.GetBytes(8));

        await File.WriteAllTextAsync(Path.Combine(folder, "ca.crt"), authority.ExportCertificatePem() + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "server.crt"), server.ExportCertificatePem() + "\n");
        var keyFile = Path.Combine(folder, "server.key");
        await File.WriteAllTextAsync(keyFile, serverKey.ExportPkcs8PrivateKeyPem() + "\n");
        await ChildProgram.RunAsync("chmod", ["600", keyFile]);
        await UnprivilegedUser.OwnAsync(keyFile);
    }
}
