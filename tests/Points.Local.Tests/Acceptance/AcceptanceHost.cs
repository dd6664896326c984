using Points.Local.Tests.Acceptance;

[assembly: AssemblyFixture(typeof(AcceptanceHost))]

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// One host that is shared by all tests without a host of their own. Each test enrols its own members.
/// </summary>
public sealed class AcceptanceHost : IAsyncLifetime
{
    private RunningHost _host = null!;

    internal Api Api => _host.Api;

    /// <summary>
    /// Limits that the tests of a run do not reach, because they share the address and the tills.
    /// </summary>
    internal static readonly Dictionary<string, string> HighLimits = new(StringComparer.Ordinal)
    {
        ["Limits__AnonymousReadsPerMinute"] = "1000000",
        ["Limits__QuotesPerMinute"] = "1000000",
        ["Limits__MemberWritesPerMinute"] = "1000000",
        ["Limits__Burst"] = "1000000",
        ["Limits__WrongCodes"] = "1000000",
        ["Limits__UnknownMembers"] = "10000",
        ["Approvals__Points"] = "1000000000",
        ["Approvals__AmountFen"] = "100000000000",
        ["Approvals__SupportPoints"] = "1000000000",
    };

    public async ValueTask InitializeAsync() =>
        _host = await RunningHost.Start(configure: it => it with { Settings = HighLimits });

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
