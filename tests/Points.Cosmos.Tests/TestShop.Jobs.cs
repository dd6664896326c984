using Points.Domain.Jobs;

namespace Points.Cosmos.Tests;

/// <summary>A shop with jobs.</summary>
internal sealed partial class TestShop
{
    public Task<(long Given, long NotGiven)> GiveGrants(DateTimeOffset now, CancellationToken ct) =>
        _grants.Run(RunShare.Begin(NewId(), now, deadline: default), ct);

    public Task<(long Wallets, long Reservations)> ReleaseHolds(DateTimeOffset now, CancellationToken ct) =>
        _holdRelease.Run(RunShare.Begin(NewId(), now, deadline: default), ct);

    private static string NewId() => Guid.NewGuid().ToString("N");
}

/// <summary>Invites nobody: the instance does the whole run itself.</summary>
internal sealed class NoInvitations : IRunInvitations
{
    public Task Invite(string work, RunShare share, int count, CancellationToken ct) => Task.CompletedTask;
}
