using Points.Cli.Importing.Reading;
using Points.Domain.Adjusting;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Cli.Importing.Approving;

/// <summary>The commands that the host will see, to have exactly them approved.</summary>
/// <param name="merchantId">Who made the sales, and the issuer of points whose rows name none.</param>
internal sealed class ImportedCommands(string programmeId, string merchantId)
{
    public string FingerprintOf(Transaction.Purchase purchase) =>
        new Accrue(
            new(purchase.MemberId, programmeId),
            merchantId,
            purchase.OrderId,
            purchase.OccurredAt,
            Channel: null,
            [.. purchase.Lines.Select(it => new OrderLine(it.Sku, it.Category, it.Amount, 1, null, []))],
            PaidWithPoints: Fen.Zero,
            RedemptionIds: [],
            ByOperator: true
        ).Fingerprint();

    public string FingerprintOf(Transaction.Balance balance) =>
        new OpenBalance(
            new(balance.MemberId, programmeId),
            balance.Reference,
            [.. balance.Lots.Select(it => new Lot(new(it.Points), it.ExpiresOn, it.IssuedBy ?? merchantId))]
        ).Fingerprint();
}
