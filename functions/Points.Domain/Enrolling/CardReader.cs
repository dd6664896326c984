using Points.Domain.Ledger;

namespace Points.Domain.Enrolling;

/// <summary>Reads the card codes that tills name.</summary>
public sealed class CardReader(ICardCodes cards, ILedgerKeys ledgers)
{
    /// <returns>The id of the member who shows the code; null if it is unknown or has ended.</returns>
    public async Task<string?> FindMember(string code, DateTimeOffset now, CancellationToken ct) =>
        await cards.Find(code, ct) is { } card && now < card.Until
            ? await ledgers.FindMember(card.LedgerKey, ct)
            : null;

    /// <param name="code">Null if the till names none.</param>
    /// <param name="memberId">The member that the till names.</param>
    public async Task<CardCheck> Check(string? code, string memberId, DateTimeOffset now, CancellationToken ct)
    {
        if (code is null)
            return CardCheck.None;
        return await FindMember(code, now, ct) == memberId ? CardCheck.Confirmed : CardCheck.Invalid;
    }
}
