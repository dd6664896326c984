using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Adjusting;

/// <summary>An operator gives a member points, or takes some: goodwill, or the correction of a mistake.</summary>
/// <param name="Points">Not 0; negative to take points.</param>
/// <param name="Reason">What the member reads about it.</param>
/// <param name="Reference">Counts once for a member and programme, whatever the idempotency key.</param>
public sealed record Adjust(WalletId Wallet, AdjustmentKind Kind, Points Points, string Reason, string Reference)
{
    private bool IsUp => Points > Points.Zero;

    public string Fingerprint() =>
        new Digest()
            .Add("adjust")
            .Add(Wallet.MemberId)
            .Add(Wallet.ProgrammeId)
            .Add((long)Kind)
            .Add(Points.Value)
            .Add(Reason)
            .Add(Reference)
            .ToString();

    /// <summary>
    /// Books the adjustment. Points that are given need a member who may earn, and a licence. Points are taken from the
    /// lots that expire first, also in a frozen wallet, and go back to no budget.
    /// </summary>
    /// <param name="allowance">The points that the budget for adjustments lets this decision issue (law L6).</param>
    public static Decision Decide(
        Wallet wallet,
        LoadedRecords records,
        Adjust command,
        ProgrammeTerms terms,
        Request request,
        Allowance allowance
    )
    {
        var key = new RecordKey.CountedReference(terms.ProgrammeId, ReferenceUse.Adjustment, command.Reference);
        if (records.FindMissing([key]) is { IsEmpty: false } missing)
            return new Decision.NeedsRecords(missing);
        if (records.Find<CountedReference>(key) is { } counted)
            return counted.ToRefusal();
        var pending = wallet.BeginChange(terms, request.Now);
        var decision = command.IsUp
            ? command.Give(pending, terms, request, allowance)
            : command.Take(pending, -command.Points, request);
        return decision.Match<Decision>(
            accepted: it =>
                it with
                {
                    NewRecords =
                    [
                        new CountedReference(
                            terms.ProgrammeId,
                            ReferenceUse.Adjustment,
                            command.Reference,
                            request.EntryIdIn(wallet.LedgerKey)
                        ),
                    ],
                },
            refused: refusal => refusal
        );
    }

    private Decision Give(PendingChange pending, ProgrammeTerms terms, Request request, Allowance allowance) =>
        (FindIssueRefusal(terms, request.Now) ?? pending.Wallet.Facts.FindRefusal()) is { } refusal
            ? refusal
            : new PointsIssue(
                new EntryKind.Adjustment(Kind, Points, Reference),
                Points,
                terms.Adjustments!.MerchantId,
                [Explain()]
            ).BookOn(pending, request, allowance);

    private Decision Take(PendingChange pending, Points points, Request request)
    {
        if (pending.Wallet.Lots.Total < points)
            return new Refusal.NotEnoughPoints(pending.Wallet.Lots.Total, points);
        var booked = pending.Book(
            request,
            new EntryKind.Adjustment(Kind, Points, Reference),
            pending.NextChange.Take(points),
            [Explain()]
        );
        return new Decision.Accepted(booked);
    }

    /// <summary>Checks what points that are given need, whoever the member.</summary>
    /// <returns>Null if operators may give points.</returns>
    private static Refusal? FindIssueRefusal(ProgrammeTerms terms, DateTimeOffset now) =>
        terms.Adjustments is null
            ? new Refusal.NotEligible("operators give no points in this programme")
            : terms.Issuer.FindRefusal(terms.BusinessDateOf(now));

    /// <summary>Without the reason, which the entry has where it can be erased.</summary>
    private Explanation Explain() =>
        Kind switch
        {
            AdjustmentKind.Goodwill => new("goodwill", Points, $"{Points} points of goodwill"),
            AdjustmentKind.Correction => new("correction", Points, $"a correction by {Points} points"),
        };
}

/// <summary>Books adjustments.</summary>
public sealed class AdjustHandler(IWalletStore wallets, IProgrammes programmes, Issuance issuance)
{
    public async Task<Outcome> Handle(Adjust command, Request request, CancellationToken ct)
    {
        if (await programmes.FindTerms(command.Wallet.ProgrammeId, request.Now, ct) is not { } terms)
            return await wallets.RefuseUnlessBooked(command.Wallet, request, Refusal.NotFound.Programme, ct);
        return await issuance.CommitAdjustment(
            command.Wallet,
            request,
            terms,
            (wallet, records, allowance) => Adjust.Decide(wallet, records, command, terms, request, allowance),
            ct
        );
    }
}
