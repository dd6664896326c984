namespace Points.Infra.Tests.Mutations;

/// <summary>A change to the templates that breaks one rule.</summary>
/// <param name="Name">What the change does.</param>
/// <param name="BrokenRule">The only rule that it breaks.</param>
/// <param name="Original">The text to replace. If it is empty, the replacement is added to the end of the file.</param>
/// <param name="Replacement">The new text.</param>
/// <param name="ExpectedMessage">A part of the message that the rule must report.</param>
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
