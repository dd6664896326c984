namespace Points.Infra.Tests.Mutations;

/// <summary>One way to spoil the templates.</summary>
/// <param name="Name">What has been done to them.</param>
/// <param name="Rule">The one rule that is broken by it.</param>
/// <param name="Text">What goes; empty to add to the end of the file, which may be new.</param>
/// <param name="Other">What comes.</param>
/// <param name="Says">What whoever did it must be told.</param>
internal sealed record Mutation(string Name, string Rule, string File, string Text, string Other, string Says)
{
    public void Apply(Copy copy)
    {
        if (Text.Length > 0)
            copy.Replace(File, Text, Other);
        else
            System.IO.File.AppendAllText(copy.PathOf(File), Other);
    }
}
