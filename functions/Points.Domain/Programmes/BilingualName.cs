namespace Points.Domain.Programmes;

/// <summary>A name as members read it, in Chinese and in English.</summary>
public sealed record BilingualName(string Zh, string En);
