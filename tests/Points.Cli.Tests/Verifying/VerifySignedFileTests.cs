namespace Points.Cli.Tests.Verifying;

/// <summary>The command <c>verify</c> checks signed files, and its exit code says what came of it.</summary>
public sealed class VerifySignedFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 0, "its 3 lines come to 6 fen, as it says")]
    [InlineData(2, 1, "which is not among the keys of")]
    public async Task A_file_holds_under_the_key_that_signed_it_and_under_no_other(
        byte signer,
        int exitCode,
        string said
    )
    {
        var pages = await new SampleStatement(SampleKeys.Of(signer), 3).Write();
        var file = _folder.Write("march.jws", string.Join('\n', pages));
        var keys = _folder.Write("keys.json", SampleKeys.ToJson(SampleKeys.Of(1)));

        var (code, output, errors) = await PointsCommand.Run("verify", "--file", file, "--keys", keys);

        Assert.Equal((exitCode, ""), (code, errors));
        Assert.Contains(said, output, StringComparison.Ordinal);
    }
}
