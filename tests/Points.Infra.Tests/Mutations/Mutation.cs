namespace Points.Infra.Tests.Mutations;

/// <summary>One way to spoil the templates.</summary>
/// <param name="Name">What has been done to them.</param>
/// <param name="BrokenRule">The one rule that is broken by it.</param>
/// <param name="Original">What goes; empty to add to the end of the file, which may be new.</param>
/// <param name="Replacement">What comes.</param>
/// <param name="ExpectedMessage">What whoever did it must be told.</param>
internal sealed record Mutation(
    string Name,
    string BrokenRule,
    string File,
    string Original,
    string Replacement,
    string ExpectedMessage
)
{
    public void Apply(TemplateCopy copy)
    {
        if (Original.Length > 0)
            copy.Replace(File, Original, Replacement);
        else
            System.IO.File.AppendAllText(copy.PathOf(File), Replacement);
    }
}
