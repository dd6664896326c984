using Points.Domain.Programmes;

namespace Points.Local.Programmes;

/// <summary>A programme document of the folder, and the terms that it states.</summary>
internal sealed record SampleProgramme(string File, byte[] Json, ProgrammeTerms Revision);
