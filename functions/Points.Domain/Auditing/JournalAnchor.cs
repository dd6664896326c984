using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Domain.Auditing;

/// <summary>
/// The head of a chain, in a file that nobody can change. A journal that is rewritten later, hashes and all,
/// contradicts it (law L12).
/// </summary>
public sealed record JournalAnchor(string Chain, long Number, string Hash)
{
    public static JournalAnchor Of(JournalHead head) => new(head.Chain.ToString(), head.Number, head.Hash);

    /// <summary>For example <c>journal/2027-03-10/5/12-{hash}.json</c>: the same for the same head.</summary>
    [JsonIgnore]
    public string FileName
    {
        get
        {
            var chain = JournalChain.Parse(Chain);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"journal/{chain.Day:yyyy-MM-dd}/{chain.Range}/{Number}-{Hash}.json"
            );
        }
    }

    public static JournalAnchor FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, JournalAnchorJson.Default.JournalAnchor)
        ?? throw new InvalidDataException("the anchor is empty");

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, JournalAnchorJson.Default.JournalAnchor);

    /// <param name="items">All items of the anchor's chain.</param>
    /// <returns>How the chain contradicts the anchor, in one sentence; null if it does not.</returns>
    public string? FindContradiction(IEnumerable<JournalItem> items) =>
        items.FirstOrDefault(item => item.Number == Number) is not { } anchored
            ? $"item {Number} of {Chain} was anchored and is missing"
        : anchored.Hash != Hash ? $"item {Number} of {Chain} was anchored with another hash"
        : null;
}
