using System.Globalization;

namespace Points.Benchmarks.Load;

/// <summary>
/// A request of which any number can be sent. Its path and body say <c>{number}</c>, <c>{member}</c>, <c>{sku}</c> and
/// <c>{amountFen}</c> where its number decides. <c>wrk.lua</c> writes the same requests.
/// </summary>
/// <param name="KeyPrefix">The idempotency key before the number.</param>
internal sealed record RequestTemplate(string Path, string Token, string KeyPrefix, string Body)
{
    public const int Members = 10_000;

    /// <summary>
    /// Shares no factor with the number of members, so that consecutive requests are for different members, and do not
    /// compete for a wallet. All members get equally many requests.
    /// </summary>
    public const int Stride = 7_919;

    public const string MemberField = "{member}",
        NumberField = "{number}",
        SkuField = "{sku}",
        AmountField = "{amountFen}";

    public byte[] Create(long number) =>
        HttpConnection.Post(Fill(Path, number), Token, KeyPrefix + Text(number), Fill(Body, number));

    public static string MemberFor(long number) => $"m{number * Stride % Members}";

    private static string Fill(string template, long number) =>
        template
            .Replace(NumberField, Text(number), StringComparison.Ordinal)
            .Replace(MemberField, MemberFor(number), StringComparison.Ordinal)
            .Replace(SkuField, Text(number % 100), StringComparison.Ordinal)
            .Replace(AmountField, Text(100 + (number % 10_000)), StringComparison.Ordinal);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
