using Points.Domain.Erasing;
using Points.Domain.Expiring;
using Points.Domain.Families;
using Points.Domain.Granting;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Reviewing;
using Points.Domain.Tests.Granting;
using static Points.Domain.Tests.RandomScenarios;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests;

/// <summary>The wallets of two members of a family, and the steps applied to them.</summary>
/// <param name="first">
/// The first terms. Later revisions shorten the validity of points that were earned before, and extend it again.
/// </param>
internal sealed partial class Scenario(ProgrammeTerms first)
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly string[] Members = ["m-1", "m-2"];

    private readonly InMemoryWallet[] _wallets =
    [
        .. Members.Select(id => new InMemoryWallet(
            Wallet.Open(new(id, "shop"), new($"key-of-{id}"), Verified with { FamilyId = "f" }) with
            {
                ChangeNotifications = [new(1, 2, Begin.AddDays(50))],
            }
        )),
    ];
    private readonly Programme _programme = new(
        "shop",
        ExpiryChange.AttachTo([
            first,
            first with
            {
                Number = 2,
                Validity = new Validity.Months(12, MonthEnd: true),
                AppliesToEarned = true,
                EffectiveFrom = first.StartOfDay(first.BusinessDateOf(Begin.AddDays(100))),
            },
            first with
            {
                Number = 3,
                Validity = new Validity.Months(18, MonthEnd: false),
                AppliesToEarned = true,
                EffectiveFrom = Begin.AddDays(400),
            },
        ])
    );

    private DateTimeOffset _now = Begin;

    /// <summary>Numbers the requests, so that each has a key of its own.</summary>
    private int _number;

    public IReadOnlyList<InMemoryWallet> Wallets => _wallets;

    private ProgrammeTerms Terms => _programme.TermsAt(_now)!;

    public static Scenario Run(Step[] steps, ProgrammeTerms terms)
    {
        var scenario = new Scenario(terms);
        foreach (var step in steps)
            scenario.ApplyStep(step);
        return scenario;
    }

    public bool HasArrived(Transfer transfer) =>
        WalletOfKey(transfer.Receiver)
            .Entries.Any(entry =>
                entry.Kind is EntryKind.TransferIn it && it.TransferId == transfer.TransferId && it.IsAccepted
            );

    public void ResumeAllTransfers()
    {
        foreach (var transfer in _wallets.SelectMany(it => it.Transfers.ToArray()))
            ResumeTransfer(transfer, stopHalfWay: false);
    }

    /// <summary>Ends both wallets, as if both members were erased.</summary>
    public void EndAll()
    {
        ResumeAllTransfers();
        foreach (var wallet in _wallets)
            wallet
                .Decide((it, records) => EndWallet.Decide(it, records, Terms, EndWallet.RequestFor(it.Id, _now)))
                .ExpectAccepted();
    }

    private void ApplyStep(Step step)
    {
        _now = _now.AddDays(step.DaysLater);
        var wallet = _wallets[step.WalletIndex];
        if (step.Kind == StepKind.Jobs)
            RunJobs(wallet);
        else
            Decide(step, wallet, Domain.Ledger.Request.From("test", "life", $"{_number++}", "f", _now));
        CompareWithBudgets();
    }

    /// <summary>Runs all jobs on a wallet. A second run must find nothing to do.</summary>
    private void RunJobs(InMemoryWallet wallet)
    {
        wallet.CommitMaintenance(it => ExpiryMaintenance.Decide(it, Terms, _now));
        wallet.CommitMaintenance(it => ReminderMaintenance.Decide(it, Terms, _now));
        wallet.CommitMaintenance(it => TierReviewMaintenance.Decide(it, Terms, _now));
        wallet.GiveAll(Terms, _now, Earnings);
        Assert.False(
            wallet.CommitMaintenance(it => ReminderMaintenance.Decide(it, Terms, _now))
                || wallet.CommitMaintenance(it => TierReviewMaintenance.Decide(it, Terms, _now))
                || Terms.Grants.Any(it => GrantSchedule.IsDue(it, wallet.Wallet, Terms, _now)),
            "a job that has run finds more to do"
        );
    }

    /// <summary>Does the next steps of a transfer that are not done yet, as the handler does.</summary>
    /// <param name="stopHalfWay">Whether to stop after the receiver's step, like an instance that fails.</param>
    private Decision? ResumeTransfer(Transfer transfer, bool stopHalfWay)
    {
        var (sender, receiver) = (WalletOfKey(transfer.Sender), WalletOfKey(transfer.Receiver));
        var (arrival, completion) = (
            TransferSteps.ArrivalRequest(transfer.TransferId, _now),
            TransferSteps.CompletionRequest(transfer.TransferId, _now)
        );
        if (receiver.Entries.All(entry => entry.EntryId != arrival.EntryIdIn(receiver.Wallet.LedgerKey)))
            receiver.Decide(it => TransferSteps.DecideArrival(it, transfer, Terms, arrival));
        if (stopHalfWay || sender.Entries.Any(entry => entry.EntryId == completion.EntryIdIn(sender.Wallet.LedgerKey)))
            return null;
        return sender.Decide(it =>
            TransferSteps.DecideCompletion(it, transfer, HasArrived(transfer), Terms, completion)
        );
    }

    private InMemoryWallet WalletOfKey(string ledgerKey) =>
        _wallets.Single(it => it.Wallet.LedgerKey.Value == ledgerKey);
}
