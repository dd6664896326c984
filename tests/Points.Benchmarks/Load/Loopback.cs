using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Points.Benchmarks.Load;

/// <summary>Starts services on this machine.</summary>
internal static class Loopback
{
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(30);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static async Task WaitUntilLive(HttpClient http, Process process)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                (await http.GetAsync("/api/health")).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(start) < StartMax && !process.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }
}
