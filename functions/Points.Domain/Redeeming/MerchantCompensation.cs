using System.Collections.Immutable;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Redeeming;

/// <summary>
/// Compensation for a reward that the merchant could not give (law L13): what the member gets of it, and what is
/// withheld because a bound of the terms is reached (decision 26).
/// </summary>
/// <param name="Points">The points that the member gets.</param>
/// <param name="Withheld">Null if the member gets all.</param>
/// <param name="Leases">The leases of the compensation budget that the points come from.</param>
internal sealed record MerchantCompensation(
    Points Points,
    WithheldCompensation? Withheld,
    ImmutableArray<LeaseSpend> Leases
)
{
    private static readonly MerchantCompensation None = new(Points.Zero, Withheld: null, Leases: []);

    /// <param name="owed">The compensation that was agreed for the returned points.</param>
    /// <param name="allowance">From the compensation budget. If it is too small, all is withheld.</param>
    /// <returns>Nothing given and nothing withheld if the terms have no compensation.</returns>
    public static MerchantCompensation Decide(
        PendingChange pending,
        Redemption redemption,
        Points owed,
        Allowance allowance
    )
    {
        if (owed == Points.Zero || pending.Terms.Compensation is not { PerMember: var limit })
            return None;
        if (pending.Terms.Issuer.FindRefusal(pending.Today) is not null)
            return Withhold(owed, WithholdingReason.NotLicensed);
        var used = pending.Wallet.Counters.Used(CompensationTerms.CounterId, limit.Per.PeriodKey(pending.Today));
        // Further pieces of a redemption do not count again.
        if (redemption.PointsCompensated == Points.Zero && used >= limit.Times)
            return Withhold(owed, WithholdingReason.TimesReached);
        return allowance.Draw(owed) is { } leases
            ? new(owed, Withheld: null, leases)
            : Withhold(owed, WithholdingReason.CapReached);
    }

    /// <summary>Counts the redemption towards the member's limit, unless an earlier piece of it was counted.</summary>
    public PendingChange CountIn(PendingChange pending, Redemption redemption) =>
        Points == Points.Zero || redemption.PointsCompensated > Points.Zero
            ? pending
            : pending with
            {
                Wallet = pending.Wallet.CountCompensation(pending.Terms, pending.Today),
            };

    /// <summary>The kind of the entry that ends a hold.</summary>
    public EntryKind.Release ReleaseOf(Redemption redemption, DateOnly today) =>
        new(redemption.RedemptionId, ReleaseReason.Cancelled, today, Points, Withheld);

    /// <summary>The redemption with this compensation added to what the member got for it.</summary>
    public Redemption ApplyTo(Redemption redemption) =>
        redemption with
        {
            PointsCompensated = redemption.PointsCompensated + Points,
        };

    /// <summary>The event in the redemption's history: the returned points with the compensation.</summary>
    public RedemptionEvent EventOf(
        RedemptionStatus status,
        DateTimeOffset now,
        string entryId,
        Points returned,
        string? reason
    ) => new(status, now, entryId, returned + Points, reason, Withheld?.Points ?? Points.Zero);

    /// <summary>The lot of compensation points. The honouring merchant issues it, and so pays for it.</summary>
    /// <returns>Nothing if the member gets no compensation.</returns>
    public IEnumerable<Lot> CreateLots(string honouredBy, PendingChange pending) =>
        Points == Points.Zero
            ? []
            :
            [
                new(
                    Points,
                    LotRestoration.WithUsableDays(pending.Terms.Validity.ExpiresOn(pending.Today), pending.Today),
                    honouredBy
                ),
            ];

    /// <param name="returned">The points that the compensation is a part of.</param>
    /// <returns>Nothing if there is no compensation.</returns>
    public IEnumerable<Explanation> Explain(Redemption redemption, Points returned)
    {
        var share = $"{redemption.CompensationRate * 100:0.##} % of {returned} points";
        if (Points > Points.Zero)
            yield return new("compensation", Points, $"{share}, paid by the merchant");
        if (Withheld is { } withheld)
            yield return new("compensation", Points.Zero, $"{share} are withheld: {BecauseOf(withheld.Reason)}");
    }

    private static MerchantCompensation Withhold(Points owed, WithholdingReason reason) =>
        None with
        {
            Withheld = new(owed, reason),
        };

    private static string BecauseOf(WithholdingReason reason) =>
        reason switch
        {
            WithholdingReason.CapReached => "the programme's compensation of this period is used up",
            WithholdingReason.TimesReached => "the member's compensations of this period are used up",
            WithholdingReason.NotLicensed => "the issuer may not issue points at present",
        };
}
