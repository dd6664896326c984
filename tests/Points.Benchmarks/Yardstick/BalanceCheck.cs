using System.Text.Json.Nodes;
using Points.Benchmarks.Load;

namespace Points.Benchmarks.Yardstick;

/// <summary>Checks after a comparison that wallets have the points of their entries.</summary>
internal static class BalanceCheck
{
    private const int EveryMember = 40,
        EntriesMax = 200; // The most that one request may ask for.

    /// <summary>
    /// For each wallet of the peer: the balance, the lots and the entries have the same sum, and each entry's hash is
    /// the digest of the hash before and of its text.
    /// </summary>
    private const string PeerFaults = """
        SELECT count(*) FROM wallet
          LEFT JOIN (SELECT wallet, sum(points) AS points FROM lot GROUP BY wallet) lots ON lots.wallet = wallet.id
          LEFT JOIN (
            SELECT wallet, sum(points) AS points, count(*) AS entries,
                bool_and(hash = sha256(coalesce(before, genesis) || convert_to(body::text, 'UTF8'))) AS hashes
              FROM (SELECT *, lag(hash) OVER (PARTITION BY wallet ORDER BY sequence) AS before FROM entry) chained
              JOIN (SELECT id, genesis FROM wallet) starts ON starts.id = wallet
              GROUP BY wallet) entries ON entries.wallet = wallet.id
          WHERE balance <> coalesce(lots.points, 0) OR balance <> coalesce(entries.points, 0)
            OR sequence <> coalesce(entries.entries, 0) OR NOT coalesce(hashes, true);
        """;

    private const string PeerTotals =
        "SELECT (SELECT count(*) FROM entry) || ' entries, ' || (SELECT sum(balance) FROM wallet) || ' points'";

    /// <returns>What was checked.</returns>
    public static string CheckPeer(PeerHost peer)
    {
        if (peer.Database.Query(PeerFaults).Trim() is not "0" and var faults)
            throw new InvalidDataException($"{faults} wallets of the peer do not have the points of their entries.");
        return $"{peer.Name}: all wallets agree with their entries: {peer.Database.Query(PeerTotals).Trim()}";
    }

    /// <summary>Reads one wallet in forty, and its entries.</summary>
    /// <returns>What was checked.</returns>
    public static async Task<string> CheckPoints(BenchmarkHost host, string programme)
    {
        var token = await host.CreateToken("auditor", "auditor");
        var (wallets, entries, points) = (0, 0, 0L);
        for (var member = 0; member < RequestTemplate.Members; member += EveryMember)
        {
            var path = $"/api/members/m{member}/wallets/{programme}";
            var balance = (await Read(host, token, path))["available"]!.GetValue<long>();
            var items = (await Read(host, token, $"{path}/entries?limit={EntriesMax}"))["items"]!.AsArray();
            var earned = items.Sum(entry => entry!["points"]!.GetValue<long>());
            if (balance != earned || items.Count == EntriesMax)
                throw new InvalidDataException($"m{member} has {balance} points; {items.Count} entries have {earned}.");
            (wallets, entries, points) = (wallets + 1, entries + items.Count, points + balance);
        }
        return $"{host.Name}: {wallets} of {RequestTemplate.Members} wallets agree with their entries: "
            + $"{entries} entries, {points} points";
    }

    private static async Task<JsonNode> Read(BenchmarkHost host, string token, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await host.Http.SendAsync(request);
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }
}
