using Points.Cli.Verifying;
using Points.Functions.Signing;

namespace Points.Cli.Tests.Verifying;

/// <summary>A file of signed pages holds as it was signed, and in no other form.</summary>
public sealed class SignedFileTests : IDisposable
{
    /// <summary>The lines of three pages.</summary>
    private const int LineCount = 1_001;

    private static readonly SigningKeys Keys = SampleKeys.Of(1);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_lines_of_all_pages_come_to_the_statement() =>
        // 501,501 points at 95 fen for 100 points, less 1.75 %, each column rounded once.
        Assert.Equal(
            "The statement of cinema for 2027-03 holds: its 1001 lines come to 468089 fen, as it says.",
            await Check(await Pages())
        );

    [Fact]
    public async Task A_statement_without_lines_is_one_page()
    {
        var pages = await new SampleStatement(Keys, 0).Write();

        Assert.Single(pages);
    }

    [Fact]
    public async Task A_forged_payload_is_found()
    {
        var pages = await Pages();
        var parts = pages[1].Split('.');
        parts[1] = parts[1].Replace(parts[1][2000..2004], "AAAA", StringComparison.Ordinal);
        pages[1] = string.Join('.', parts);

        await AssertFault(pages, "Line 2 of {file} was altered");
    }

    [Fact]
    public async Task A_page_that_another_key_signed_is_found() =>
        await AssertFault(await new SampleStatement(SampleKeys.Of(2), 3).Write(), "which is not among the keys of");

    [Fact]
    public async Task The_signature_of_another_key_under_a_trusted_id_is_found()
    {
        var (page, foreign) = (
            (await new SampleStatement(Keys, 3).Write())[0].Split('.'),
            (await new SampleStatement(SampleKeys.Of(2), 3).Write())[0].Split('.')
        );

        await AssertFault([$"{page[0]}.{page[1]}.{foreign[2]}"], "was altered");
    }

    [Fact]
    public async Task A_retired_key_holds_as_long_as_it_is_published()
    {
        var pages = await new SampleStatement(SampleKeys.Of(1), 3).Write();

        Assert.StartsWith("The statement", await Check(pages, SampleKeys.Of(2, 1)), StringComparison.Ordinal);
        await AssertFault(pages, "or its key was removed.", SampleKeys.Of(2));
    }

    [Theory]
    [InlineData(new[] { 0, 1 }, "ends after page 2, which is not the last: pages are missing.")]
    [InlineData(new[] { 0, 2 }, "is page 3: page 2 is missing, or pages are exchanged.")]
    [InlineData(new[] { 1, 2 }, "is page 2: page 1 is missing, or pages are exchanged.")]
    [InlineData(new[] { 0, 2, 1 }, "is page 3: page 2 is missing, or pages are exchanged.")]
    [InlineData(new[] { 0, 1, 1, 2 }, "is page 2: page 3 is missing, or pages are exchanged.")]
    [InlineData(new[] { 0, 1, 2, 2 }, "comes after the last page.")]
    public async Task Pages_that_are_missing_or_exchanged_are_found(int[] order, string fault)
    {
        var pages = await Pages();

        await AssertFault([.. order.Select(index => pages[index])], fault);
    }

    [Fact]
    public async Task A_page_of_another_file_is_found()
    {
        var other = new SampleStatement(Keys, LineCount) { Change = line => line with { Reference = "other" } };

        await AssertFault([.. (await Pages())[..2], (await other.Write())[2]], "does not follow the page before it");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task A_download_that_broke_off_is_found(double part)
    {
        var pages = await Pages();
        pages[^1] = pages[^1][..(int)(pages[^1].Length * part)];

        await AssertFault(pages, "Line 3 of {file}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not signed")]
    [InlineData("eyJhbGciOiJub25lIiwia2lkIjoiayIsInR5cCI6InBvaW50cy1zdGF0ZW1lbnQifQ.e30.AA")]
    public async Task What_is_no_signed_document_is_found(string text) => await AssertFault([text], "{file} is");

    [Fact]
    public async Task An_amount_that_does_not_follow_from_its_price_is_found_although_it_is_signed()
    {
        var statement = new SampleStatement(Keys, 3) { Change = line => line with { FenPer100Points = 94 } };

        await AssertFault(await statement.Write(), "whose amounts do not follow from its price.");
    }

    [Fact]
    public async Task Lines_that_do_not_come_to_the_statement_are_found_although_they_are_signed()
    {
        var statement = new SampleStatement(Keys, 100) { LinesTooMany = 1 };

        await AssertFault(await statement.Write(), "and 101 lines.");
    }

    private static Task<string[]> Pages() => new SampleStatement(Keys, LineCount).Write();

    private async Task<string> Check(string[] pages, SigningKeys? keys = null)
    {
        var file = _folder.Write("file.jws", string.Join('\n', pages) + "\n");
        var keysFile = _folder.Write("keys.json", SampleKeys.ToJson(keys ?? Keys));
        var ct = TestContext.Current.CancellationToken;
        return await SignedFile.Check(file, await TrustedKeys.Read(keysFile, ct), ct);
    }

    /// <param name="fault">A part of the message, with <c>{file}</c> for the path.</param>
    private async Task AssertFault(string[] pages, string fault, SigningKeys? keys = null)
    {
        var found = await Assert.ThrowsAsync<SignedFileFault>(() => Check(pages, keys));
        Assert.Contains(
            fault.Replace("{file}", _folder.PathOf("file.jws"), StringComparison.Ordinal),
            found.Message,
            StringComparison.Ordinal
        );
    }
}
