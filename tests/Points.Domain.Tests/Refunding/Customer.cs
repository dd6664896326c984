using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Tests.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Refunding;

/// <summary>Buys and returns goods, in a programme with tiers, a daily cap and a rule about habits.</summary>
internal sealed class Customer
{
    public static readonly ProgrammeTerms Tiered = EarningSample.TermsWith(
        """
        {
          "base": [ { "id": "base", "pointsPerYuan": 1 } ],
          "multipliers": [
            {
              "id": "dresses", "times": 2,
              "when": { "affinity": { "category": "dress", "ofLastLines": 4, "shareAtLeast": 0.5 } }
            }
          ],
          "caps": [ { "id": "daily", "points": 300, "per": "day" } ]
        }
        """,
        """
        "tiers": {
          "window": { "months": 12 },
          "levels": [
            { "tier": "silver" },
            { "tier": "gold", "spendFen": 500000, "visits": 1 },
            { "tier": "platinum", "spendFen": 2000000, "visits": 2 }
          ]
        },
        """
    );

    public InMemoryWallet Books { get; } = new(NewWallet with { Facts = Verified with { Personalisation = true } });

    public string Tier => Tiered.Tiers!.FindLevel(Books.Wallet.TierStanding.Current).Tier;

    public LedgerEntry Buy(
        string orderId,
        long fen,
        DateTimeOffset? at = null,
        DateTimeOffset? now = null,
        string category = "general"
    )
    {
        var purchase = Purchase(fen, orderId, at: at);
        purchase = purchase with { Lines = [purchase.Lines[0] with { Category = category }] };
        var request = Request($"buy-{orderId}", now ?? at ?? Noon);
        return Books
            .Decide((it, records) => Accrue.Decide(it, records, purchase, Tiered, request, Allowance.Unlimited))
            .ExpectAccepted()
            .PendingChange.RequestEntry;
    }

    public LedgerEntry Refund(string orderId, long fen, DateTimeOffset? at = null)
    {
        var request = Request($"refund-{orderId}-{Books.Wallet.Sequence}", at ?? Noon);
        var refund = new Domain.Refunding.Refund(
            WalletOfMing,
            "shop",
            orderId,
            request.Identity,
            new RefundClaim.Amount(new(fen))
        );
        return Books
            .Decide(
                (it, records) =>
                    Domain.Refunding.Refund.Decide(it, records, refund, Tiered, request, Allowance.Unlimited)
            )
            .ExpectAccepted()
            .PendingChange.RequestEntry;
    }
}
