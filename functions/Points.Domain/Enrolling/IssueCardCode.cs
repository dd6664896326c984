using Points.Domain.Ledger;

namespace Points.Domain.Enrolling;

/// <summary>Issues a card code. Earlier ones stay valid until they end.</summary>
/// <param name="Code">Random digits that the host made.</param>
public sealed record IssueCardCode(string MemberId, string Code);

/// <summary>Issues card codes.</summary>
public sealed class IssueCardCodeHandler(ICardCodes cards, ILedgerKeys ledgers)
{
    /// <returns>The card; null if there is no such member.</returns>
    public async Task<CardCode?> Handle(IssueCardCode command, DateTimeOffset now, CancellationToken ct)
    {
        if (await ledgers.Find(command.MemberId, ct) is not { } ledger)
            return null;
        var card = new CardCode(ledger.Value, now.Plus(CardCode.ValidFor));
        await cards.Add(command.Code, card, ct);
        return card;
    }
}
