using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Domain.Complaining;
using Points.Domain.Enrolling;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Stocking;
using Points.Domain.Verifying;
using Points.Functions.Jobs;

namespace Points.Functions.Tests.Jobs;

/// <summary>An instance that is invited finds every kind of work.</summary>
public sealed class InvitedWorkTests
{
    [Fact]
    public void All_work_on_due_items_can_be_shared()
    {
        using var client = new CosmosClient("https://localhost/", "type=resource&ver=1.0&sig=local");
        using var services = new ServiceCollection().AddPoints().AddSingleton(client).BuildServiceProvider();
        var wallets = services.GetRequiredService<IDueWallets>();

        var names = services.GetServices<InvitedWork>().Select(work => work.Name).Order(StringComparer.Ordinal);

        Assert.Equal(
            Enum.GetValues<MaintenanceKind>()
                .Select(kind => wallets.Of(kind).Name)
                .Append(services.GetRequiredService<IDueItems<UnfinishedReservation>>().Name)
                .Append(services.GetRequiredService<IDueItems<ComplaintKey>>().Name)
                .Append(services.GetRequiredService<ILookupIndex>().AllMembers.Name)
                .Append(services.GetRequiredService<IVerifiedHeads>().Changed.Name)
                .Order(StringComparer.Ordinal),
            names
        );
    }
}
