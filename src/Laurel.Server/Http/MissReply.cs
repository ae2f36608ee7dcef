namespace Laurel.Server.Http;

/// <summary>A rule that gave nothing: the reason as a word, and where it was asked for as a sentence in the caller's language.</summary>
public sealed record MissReply(string Rule, string Reason, string? Text);
