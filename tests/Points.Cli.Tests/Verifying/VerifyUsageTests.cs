namespace Points.Cli.Tests.Verifying;

/// <summary>The command <c>verify</c> when it is used wrongly.</summary>
public sealed class VerifyUsageTests
{
    [Theory]
    [InlineData("--data and --file", "--data", "d", "--file", "f")]
    [InlineData("nothing")]
    [InlineData("no token", "--url", "http://127.0.0.1:1")]
    [InlineData("a missing file", "--file", "/no/such/file")]
    [InlineData("no data folder", "--data", "/no/such/folder")]
    public async Task Wrong_use_is_exit_code_2(string what, params string[] options)
    {
        var (exitCode, output, errors) = await PointsCommand.Run(["verify", .. options]);
        Assert.Equal((what, 2, ""), (what, exitCode, output));
        Assert.Single(errors.TrimEnd().Split('\n'));
    }
}
