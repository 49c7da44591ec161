using System.Net;
using System.Net.Sockets;

namespace BlnkBackup.Sandbox.Servers;

static class FreePort
{
    /// <summary>A port of 127.0.0.1 that was free a moment ago; another process may take it first, so be ready to try again.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
