using System.Collections.Immutable;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Adjusting;

/// <summary>An operator takes over the points that a member has in another system.</summary>
/// <param name="Reference">Counts once for a member and programme, whatever the idempotency key.</param>
/// <param name="Lots">At least one, with the last days that the points have there.</param>
public sealed record OpenBalance(WalletId Wallet, string Reference, ImmutableArray<Lot> Lots)
{
    /// <summary>The most lots of one request.</summary>
    public const int LotsMax = 100;

    public string Fingerprint() =>
        Lots.Aggregate(
                new Digest()
                    .Add("open-balance")
                    .Add(Wallet.MemberId)
                    .Add(Wallet.ProgrammeId)
                    .Add(Reference)
                    .Add(Lots.Length),
                (digest, lot) => digest.Add(lot.Points.Value).Add(lot.ExpiresOn).Add(lot.IssuedBy)
            )
            .ToString();

    /// <summary>
    /// Books the lots with their last days. They repay debts first, like all points that come in. Refuses lots that
    /// have expired, and all of them if one cannot be taken over.
    /// </summary>
    /// <param name="allowance">The points that the budget for opening balances lets this decision issue (law L6).</param>
    public static Decision Decide(
        Wallet wallet,
        LoadedRecords records,
        OpenBalance command,
        ProgrammeTerms terms,
        Request request,
        Allowance allowance
    )
    {
        var key = new RecordKey.CountedReference(terms.ProgrammeId, ReferenceUse.OpeningBalance, command.Reference);
        if (records.FindMissing([key]) is { IsEmpty: false } missing)
            return new Decision.NeedsRecords(missing);
        if (records.Find<CountedReference>(key) is { } counted)
            return counted.ToRefusal();
        var pending = wallet.BeginChange(terms, request.Now);
        if (
            (
                command.FindTermsRefusal(terms, request.Now)
                ?? wallet.Facts.FindRefusal()
                ?? pending.Wallet.FindRoomRefusal(command.Lots)
            ) is
            { } refusal
        )
            return refusal;
        var points = Ledger.Lots.Sum(command.Lots);
        if (allowance.Draw(points) is not { } leases)
            return new Refusal.BudgetExhausted();
        var change = pending.NextChange.Receive(command.Lots, pending.Today);
        var booked = pending.Book(
            request,
            new EntryKind.OpeningBalance(points, command.Reference),
            change,
            [
                new("opening-balance", points, $"{points} points were taken over from another system"),
                .. change.Deductions,
            ],
            leases
        );
        return new Decision.Accepted(booked)
        {
            Issued = points,
            NewRecords =
            [
                new CountedReference(
                    terms.ProgrammeId,
                    ReferenceUse.OpeningBalance,
                    command.Reference,
                    request.EntryIdIn(wallet.LedgerKey)
                ),
            ],
        };
    }

    /// <summary>Checks what does not depend on the member.</summary>
    /// <returns>Null if the terms accept the lots.</returns>
    private Refusal? FindTermsRefusal(ProgrammeTerms terms, DateTimeOffset now)
    {
        if (terms.OpeningBudget is null)
            return new Refusal.NotEligible("this programme takes no balances over");
        foreach (var (index, lot) in Lots.Index())
        {
            if (terms.FindMerchant(lot.IssuedBy) is not { Issues: true })
                return new Refusal.MerchantNotInProgramme(lot.IssuedBy);
            if (lot.HasExpired(terms.BusinessDateOf(now)))
                return new Refusal.Invalid($"lots[{index}].expiresOn", "must not be over");
        }
        return terms.Issuer.FindRefusal(terms.BusinessDateOf(now));
    }
}

/// <summary>Books opening balances.</summary>
public sealed class OpenBalanceHandler(IWalletStore wallets, IProgrammes programmes, Issuance issuance)
{
    public async Task<Outcome> Handle(OpenBalance command, Request request, CancellationToken ct)
    {
        if (await programmes.FindTerms(command.Wallet.ProgrammeId, request.Now, ct) is not { } terms)
            return await wallets.RefuseUnlessBooked(command.Wallet, request, Refusal.NotFound.Programme, ct);
        return await issuance.CommitOpeningBalance(
            command.Wallet,
            request,
            terms,
            (wallet, records, allowance) => OpenBalance.Decide(wallet, records, command, terms, request, allowance),
            ct
        );
    }
}
