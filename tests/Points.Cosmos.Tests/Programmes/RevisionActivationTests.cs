using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Revising;

namespace Points.Cosmos.Tests.Programmes;

/// <summary>Wallets are updated after terms have taken effect.</summary>
[Collection(nameof(RevisionTests))]
public sealed class RevisionActivationTests : AnnouncementFixture
{
    [Fact]
    public async Task Given_terms_that_change_the_expiry_of_lots_Then_wallets_are_updated_once_by_runs_that_may_stop()
    {
        foreach (var id in Members)
            (await Store.Earn(id, 10, id.MemberId)).ExpectBooked();
        await AnnounceShorterValidity(appliesToEarned: true);
        await RunChangeNotices();
        Now = Now.AddMinutes(2);
        await RunChangeNotices();
        var from = (await Programmes.FindRevision("shop", 2, Cancellation))!.Progress.EffectiveFrom!.Value;
        var run = new RevisionActivationRun(Programmes, Store, ChangeNotifications, InstanceLag.ForManyInstances);

        Assert.Equal(0, (await run.Run(from.AddSeconds(30), CancellationToken.None, Cancellation)).WalletsUpdated);
        using (var soon = new CancellationTokenSource())
        {
            soon.Cancel();
            Assert.Equal(0, (await run.Run(from.AddMinutes(5), soon.Token, Cancellation)).WalletsUpdated);
        }
        var report = await run.Run(from.AddMinutes(5), CancellationToken.None, Cancellation);
        Assert.Equal(
            (MembersCount, 1, 2),
            (
                report.WalletsUpdated,
                report.RevisionsApplied,
                (await Programmes.FindTimetable("shop", Cancellation))!.AppliedRevision
            )
        );
        Assert.Equal(
            (0, 0),
            await run.Run(from.AddMinutes(9), CancellationToken.None, Cancellation) is var again
                ? (again.WalletsUpdated, again.RevisionsApplied)
                : default
        );

        foreach (var id in Members)
        {
            Assert.Equal(10, await Store.VerifiedBalance(id));
            var wallet = (await Store.Find(id, Cancellation))!;
            Assert.Equal(
                (2, new DateOnly(2027, 12, 31)),
                (wallet.AppliedRevision, wallet.Lots.Open.Single().ExpiresOn)
            );
        }
    }

    [Fact]
    public async Task Given_terms_that_change_no_lot_Then_no_wallet_is_updated()
    {
        await AnnounceShorterValidity();
        await RunChangeNotices();
        Now = Now.AddMinutes(2);
        await RunChangeNotices();
        var from = (await Programmes.FindRevision("shop", 2, Cancellation))!.Progress.EffectiveFrom!.Value;

        var report = await new RevisionActivationRun(
            Programmes,
            Store,
            ChangeNotifications,
            InstanceLag.ForManyInstances
        ).Run(from.AddMinutes(5), CancellationToken.None, Cancellation);

        Assert.Equal((0, 1), (report.WalletsUpdated, report.RevisionsApplied));
    }
}
