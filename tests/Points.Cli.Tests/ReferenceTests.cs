using System.Reflection;
using Points.Cli.Importing;
using Points.Local;

namespace Points.Cli.Tests;

/// <summary>The commands call hosts only over HTTP, and the one-machine host only hosts.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void The_commands_do_not_refer_to_the_host() =>
        Assert.DoesNotContain("Points.Local", ReferencesOf(typeof(Import).Assembly));

    [Theory]
    [InlineData("points")]
    [InlineData("CsvHelper")]
    [InlineData("Microsoft.OpenApi")]
    [InlineData("Spectre.Console")]
    public void The_host_refers_to_nothing_of_the_commands(string assembly) =>
        Assert.DoesNotContain(assembly, ReferencesOf(typeof(LocalHost).Assembly));

    private static IEnumerable<string?> ReferencesOf(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name);
}
