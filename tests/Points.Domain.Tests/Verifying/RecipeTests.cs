using System.Text;
using Points.Domain.Ledger;
using Points.Domain.Verifying;
using Points.Tests;

namespace Points.Domain.Tests.Verifying;

/// <summary>The numbers of the worked example in <c>docs/verifying.md</c> are right.</summary>
public sealed class RecipeTests
{
    private static readonly string Recipe = File.ReadAllText(RepositoryFolder.Of("docs", "verifying.md"));

    private static readonly LedgerProof Proof = LedgerProof.FromJson(
        Encoding.UTF8.GetBytes(Recipe.Split("```json\n")[1].Split("```")[0])
    );

    [Fact]
    public void The_example_verifies() => Assert.Empty(LedgerVerifier.Verify(LedgerProof.Join([Proof]), new()));

    [Fact]
    public void The_example_names_its_genesis_and_its_hash()
    {
        Assert.Equal(HashChain.NameOf(Proof.LedgerKey, Proof.ProgrammeId), Proof.Genesis);
        Assert.Contains($"`{Proof.Genesis}`", Recipe, StringComparison.Ordinal);
        Assert.Contains($"`{Proof.Entries[0].Hash}`", Recipe, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_has_the_right_ticks_and_days()
    {
        Assert.Contains($"{Proof.Entries[0].At.UtcTicks} ticks", Recipe, StringComparison.Ordinal);
        Assert.Contains($"`02{Proof.Entries[0].At.UtcTicks:x16}`", Recipe, StringComparison.Ordinal);
        Assert.Contains($"2028-12-31, is {new DateOnly(2028, 12, 31).DayNumber}", Recipe, StringComparison.Ordinal);
    }
}
