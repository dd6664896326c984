using Points.Domain;
using Points.Domain.Programmes.Revising;

namespace Points.Cosmos.Tests.Programmes;

/// <summary>What follows for wallets when terms have come into force.</summary>
[Collection(nameof(RevisionTests))]
public sealed class ActivationTests : AnnouncingShop
{
    [Fact]
    public async Task Wallets_are_brought_under_terms_that_re_date_them_in_runs_that_may_stop()
    {
        foreach (var id in Members)
            (await Store.Earn(id, 10, id.MemberId)).Booked();
        await Announce(appliesToEarned: true);
        await Run();
        Now = Now.AddMinutes(2);
        await Run();
        var from = (await Programmes.Revision("shop", 2, Cancellation))!.Listed.EffectiveFrom!.Value;
        var activations = new Activations(Programmes, Store, Tellings, InstanceLag.OfSeveral);

        Assert.Equal(0, (await activations.Run(from.AddSeconds(30), CancellationToken.None, Cancellation)).Wallets);
        using (var soon = new CancellationTokenSource())
        {
            soon.Cancel();
            Assert.Equal(0, (await activations.Run(from.AddMinutes(5), soon.Token, Cancellation)).Wallets);
        }
        var report = await activations.Run(from.AddMinutes(5), CancellationToken.None, Cancellation);
        Assert.Equal(
            (MembersCount, 1, 2),
            (report.Wallets, report.Applied, (await Programmes.Timetable("shop", Cancellation))!.Applied)
        );
        Assert.Equal(
            (0, 0),
            await activations.Run(from.AddMinutes(9), CancellationToken.None, Cancellation) is var again
                ? (again.Wallets, again.Applied)
                : default
        );

        foreach (var id in Members)
        {
            Assert.Equal(10, await Store.ProvenBalance(id));
            var wallet = (await Store.Find(id, Cancellation))!;
            Assert.Equal((2, new DateOnly(2027, 12, 31)), (wallet.Under, wallet.Lots.Open.Single().ExpiresOn));
        }
    }

    [Fact]
    public async Task Terms_that_change_no_wallets_days_touch_no_wallet()
    {
        await Announce();
        await Run();
        Now = Now.AddMinutes(2);
        await Run();
        var from = (await Programmes.Revision("shop", 2, Cancellation))!.Listed.EffectiveFrom!.Value;

        var report = await new Activations(Programmes, Store, Tellings, InstanceLag.OfSeveral).Run(
            from.AddMinutes(5),
            CancellationToken.None,
            Cancellation
        );

        Assert.Equal((0, 1), (report.Wallets, report.Applied));
    }
}
