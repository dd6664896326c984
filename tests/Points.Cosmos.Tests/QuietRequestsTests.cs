namespace Points.Cosmos.Tests;

public sealed class QuietRequestsTests
{
    [Fact]
    public void This_version_of_the_SDK_can_leave_diagnostics_out() => Assert.True(QuietRequests.CanBeQuiet);
}
