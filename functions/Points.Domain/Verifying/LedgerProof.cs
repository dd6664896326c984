using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>
/// A page of what recomputes a ledger: entries in the order of their numbers, or, after the last of them, records.
/// <c>docs/verifying.md</c> says how.
/// </summary>
/// <param name="LedgerKey">The key of the ledger, which the chain begins with.</param>
/// <param name="IsPlain">
/// True if the ledger is from before keys: its chain begins with the member's id. Missing otherwise.
/// </param>
/// <param name="MemberId">The member's id, in ledgers from before keys only.</param>
/// <param name="Name">The name of the ledger in anchors.</param>
/// <param name="Genesis">The hash before the first entry.</param>
/// <param name="Wallet">The wallet, as it was when this page was read.</param>
/// <param name="Entries">With the numbers that follow, oldest first, up to the wallet's newest.</param>
/// <param name="Records">Orders, redemptions and what else was booked; empty on pages with entries.</param>
/// <param name="Tiers">The tiers of the newest terms that apply; missing if they have none.</param>
/// <param name="Next">The cursor of the next page; missing on the last page.</param>
public sealed record LedgerProof(
    string LedgerKey,
    bool? IsPlain,
    string? MemberId,
    string ProgrammeId,
    string Name,
    string Genesis,
    ProofWallet Wallet,
    IReadOnlyList<ProofEntry> Entries,
    IReadOnlyList<ProofRecord> Records,
    ProofTiers? Tiers,
    string? Next
)
{
    public static LedgerProof Of(
        Wallet wallet,
        IReadOnlyList<LedgerEntry> entries,
        IReadOnlyList<WalletRecord> records,
        PresentTiers? tiers,
        string? next
    ) =>
        new(
            wallet.LedgerKey.Value,
            wallet.LedgerKey.HasPlainIds ? true : null,
            wallet.LedgerKey.HasPlainIds ? wallet.Id.MemberId : null,
            wallet.Id.ProgrammeId,
            HashChain.NameOf(wallet.LedgerKey.Value, wallet.Id.ProgrammeId),
            HashChain.Genesis(wallet.Id, wallet.LedgerKey),
            ProofWallet.From(wallet),
            [.. entries.Select(ProofEntry.From)],
            [.. records.Select(ProofRecord.From).OfType<ProofRecord>()],
            tiers is null ? null : new(tiers.Revision, tiers.Names, tiers.TimeZone),
            next
        );

    /// <summary>
    /// Puts pages together: the entries and records of all, and the wallet of the last page of entries.
    /// </summary>
    /// <param name="pages">All pages, in order.</param>
    /// <exception cref="InvalidDataException">A page cannot be read, or there are none.</exception>
    public static StoredLedger Join(IReadOnlyList<LedgerProof> pages)
    {
        if (pages is not [var first, ..])
            throw new InvalidDataException("the proof is empty");
        if (pages.Any(page => (page.LedgerKey, page.ProgrammeId) != (first.LedgerKey, first.ProgrammeId)))
            throw new InvalidDataException("the pages are of different ledgers");
        var key = new LedgerKey(first.LedgerKey, first.IsPlain == true);
        var last = pages.LastOrDefault(page => page.Entries.Count > 0) ?? first;
        try
        {
            return new(
                last.Wallet.ToWallet(new(first.MemberId ?? first.LedgerKey, first.ProgrammeId), key),
                [.. pages.SelectMany(page => page.Entries).Select(it => it.ToEntry(first.LedgerKey))],
                [.. pages.SelectMany(page => page.Records).Select(it => it.ToRecord(first.ProgrammeId))]
            )
            {
                Tiers = last.Tiers is { } it ? new(it.Revision, it.Names, it.TimeZone) : null,
            };
        }
        // What a malformed page throws, whatever is missing in it.
        catch (Exception fault)
            when (fault
                    is ArgumentException
                        or FormatException
                        or NullReferenceException
                        or InvalidOperationException
                        or OverflowException
            )
        {
            throw new InvalidDataException($"the proof cannot be read: {fault.Message}", fault);
        }
    }

    /// <exception cref="InvalidDataException">The text is no page of a proof.</exception>
    public static LedgerProof FromJson(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ProofJson.Default.LedgerProof)
                ?? throw new InvalidDataException("the proof is empty");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"the proof cannot be read: {fault.Message}", fault);
        }
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ProofJson.Default.LedgerProof);
}

/// <summary>What a check of tiers needs of the terms.</summary>
/// <param name="Revision">The number of the terms.</param>
/// <param name="TimeZone">The IANA time zone in which days are counted.</param>
public sealed record ProofTiers(int Revision, IReadOnlyList<string> Names, string TimeZone);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LedgerProof))]
internal sealed partial class ProofJson : JsonSerializerContext;
