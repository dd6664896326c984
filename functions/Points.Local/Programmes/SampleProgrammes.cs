using Points.Domain.Programmes.Documents;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Programmes.Validating;
using Points.Local.Hosting;

namespace Points.Local.Programmes;

/// <summary>Publishes the programme documents of a folder that are not published yet.</summary>
internal static class SampleProgrammes
{
    private const int FirstRevision = 1;

    /// <summary>In force since ever: the clock may be set to any time, and purchases of any time imported.</summary>
    private static readonly DateTimeOffset SinceEver = DateTimeOffset.UnixEpoch;

    public static async Task Publish(IEnumerable<SampleProgramme> samples, IProgrammes programmes, CancellationToken ct)
    {
        foreach (var sample in samples)
            if (await programmes.Find(sample.Revision.ProgrammeId, ct) is null)
            {
                RequireLawful(sample);
                await programmes.Publish(sample.Revision, sample.Json, ct);
            }
    }

    public static IReadOnlyList<SampleProgramme> ReadAll(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
            throw new CannotStartException("The folder of the programmes must have a name.");
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(ReadOne)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"The programmes in {folder} cannot be read: {fault.Message}", fault);
        }
    }

    private static SampleProgramme ReadOne(string file)
    {
        var json = File.ReadAllBytes(file);
        var read = ProgrammeDocumentReader.Read(json, FirstRevision, SinceEver);
        if (!read.TryGetValue(out var revision))
            throw new CannotStartException(
                $"The programme file {file} is not valid: {read.Errors.ToString().TrimEnd('.')}."
            );
        return new(file, json, revision);
    }

    /// <summary>Programmes that are published already go on as they are.</summary>
    private static void RequireLawful(SampleProgramme sample)
    {
        if (LegalChecks.FindViolations(sample.Revision).FirstOrDefault() is { } unlawful)
            throw new CannotStartException(
                $"The programme file {sample.File} is not lawful: {unlawful.Path} {unlawful.Reason}."
            );
    }
}
