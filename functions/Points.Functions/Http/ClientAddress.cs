using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Points.Functions.Http;

/// <summary>Finds out from which network a request comes, for limits.</summary>
internal static class ClientAddress
{
    /// <summary>A household or a company usually has all addresses of an IPv6 network of this size.</summary>
    private const int NetworkBytesIPv6 = 7;

    private const string Unknown = "unknown";

    /// <param name="trustedProxies">
    /// How many entries at the end of <c>X-Forwarded-For</c> the platform has added. Callers can invent the others.
    /// </param>
    /// <returns>The IPv4 address, or the network of an IPv6 address.</returns>
    public static string NetworkOf(HttpRequest http, int trustedProxies)
    {
        if (trustedProxies == 0)
            return NetworkOf(http.HttpContext.Connection.RemoteIpAddress);
        var hops = string.Join(',', http.Headers["X-Forwarded-For"].ToArray()).Split(',');
        return hops.Length >= trustedProxies && IPEndPoint.TryParse(hops[^trustedProxies].Trim(), out var client)
            ? NetworkOf(client.Address)
            : Unknown;
    }

    private static string NetworkOf(IPAddress? address)
    {
        if (address is null)
            return Unknown;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytesIPv6))
            : address.ToString();
    }
}
