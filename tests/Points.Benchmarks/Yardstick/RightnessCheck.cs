using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Points.Benchmarks.Load;

namespace Points.Benchmarks.Yardstick;

/// <summary>
/// Checks before a comparison that a service does what both must do: a repeat gets the first answer and changes
/// nothing, and an order number earns once, whoever the member.
/// </summary>
/// <param name="token">An operator's: it may report purchases, redeem and read wallets.</param>
internal sealed class RightnessCheck(string programme, string token, string occurredAt)
{
    private const string Buyer = "check-1",
        OtherMember = "check-2",
        Order = "-check";
    private const long AmountFen = 500_000;

    /// <summary>The members of the check, who must be enrolled. They take no part in the comparison.</summary>
    public static readonly string[] Members = [Buyer, OtherMember];

    private readonly string _purchase = PurchaseJson.Write(programme, Order, occurredAt, "1", $"{AmountFen}");

    /// <param name="redemption">The body of a redemption; null to check purchases only.</param>
    public async Task Run(IMeasuredService service, string? redemption = null)
    {
        await CheckRepeat(service, "accruals", "check-accrual", _purchase);
        var before = await ReadWallet(service, OtherMember);
        var (status, text, _) = await Post(service, OtherMember, "accruals", "check-other-member", _purchase);
        Require(status == HttpStatusCode.Conflict, service, $"an order number of another member got {status}: {text}");
        Require(before == await ReadWallet(service, OtherMember), service, "a refused purchase changed a wallet");
        if (redemption is not null)
            await CheckRepeat(service, "redemptions", "check-redemption", redemption);
    }

    private async Task CheckRepeat(IMeasuredService service, string path, string key, string body)
    {
        var before = await ReadWallet(service, Buyer);
        var first = await Post(service, Buyer, path, key, body);
        Require(first.Status == HttpStatusCode.Created, service, $"{path} answered {first.Status}: {first.Text}");
        var after = await ReadWallet(service, Buyer);
        var points = JsonNode.Parse(first.Text)!["points"]!.GetValue<long>();
        Require(
            Math.Abs(Available(after) - Available(before)) == points,
            service,
            $"{path} changed {before} to {after}"
        );
        var second = await Post(service, Buyer, path, key, body);
        Require(
            second is { Status: HttpStatusCode.Created, IsReplayed: true } && second.Text == first.Text,
            service,
            $"a repeat of {path} got {second.Status}: {second.Text}"
        );
        Require(after == await ReadWallet(service, Buyer), service, $"a repeat of {path} changed the wallet");
    }

    private async Task<(HttpStatusCode Status, string Text, bool IsReplayed)> Post(
        IMeasuredService service,
        string member,
        string path,
        string key,
        string body
    )
    {
        using var request = Authorized(HttpMethod.Post, $"/api/members/{member}/{path}");
        request.Headers.Add("Idempotency-Key", key);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await service.Http.SendAsync(request);
        return (
            answer.StatusCode,
            await answer.Content.ReadAsStringAsync(),
            answer.Headers.Contains("Idempotent-Replayed")
        );
    }

    private async Task<string> ReadWallet(IMeasuredService service, string member)
    {
        using var request = Authorized(HttpMethod.Get, $"/api/members/{member}/wallets/{programme}");
        using var answer = await service.Http.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private HttpRequestMessage Authorized(HttpMethod method, string path) =>
        new(method, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    private static long Available(string wallet) => JsonNode.Parse(wallet)!["available"]!.GetValue<long>();

    private static void Require(bool isRight, IMeasuredService service, string what)
    {
        if (!isRight)
            throw new InvalidDataException($"{service.Name} is wrong: {what}.");
    }
}
