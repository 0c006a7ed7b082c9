namespace Strategies.Swaps.Versions;

/// <summary>
/// Writes the private dependency: the same assembly name in every package, another build in each, so that a version
/// which got the dependency of another one would notice.
/// </summary>
internal static class ToolsSource
{
    internal static string Of(VersionOptions version) => $$"""
        using System;
        using System.Runtime.InteropServices;

        namespace Soak.Tools;

        public static class Build
        {
            public static int Number => {{version.Number}};
        }

        public interface IMixer
        {
            ulong Mix(ulong value);
        }

        public interface ISeen
        {
            int Parts { get; }

            ulong Part(int index);
        }

        public static class Digest
        {
            public static ulong Fold<TEvent, TMixer>(ulong digest, in TEvent seen, TMixer mixer)
                where TEvent : struct, ISeen
                where TMixer : struct, IMixer
            {
                for (int index = 0; index < seen.Parts; index++)
                {
                    digest = mixer.Mix(digest ^ seen.Part(index)) + (ulong)index;
                }

                return digest;
            }
        }

        public sealed class Block<TMixer>
            where TMixer : struct, IMixer
        {
            private readonly ulong[] _words;
            private readonly TMixer _mixer;
            private int _checkedWords;
            private ulong _checkedSum;

            public Block(int words)
            {
                _words = new ulong[words];
                _checkedWords = words;
            }

            public ulong Checksum { get; private set; }

            public bool IsChecked => _checkedWords == _words.Length;

            public Span<byte> Bytes => MemoryMarshal.AsBytes(_words.AsSpan());

            public int IndexOf(ulong value) => (int)(value % (ulong)_words.Length);

            public void Fill(ulong seed)
            {
                Checksum = 0;
                for (int index = 0; index < _words.Length; index++)
                {
                    _words[index] = _mixer.Mix(seed + (ulong)index);
                    Checksum += Term(index);
                }

                _checkedWords = _words.Length;
                _checkedSum = Checksum;
            }

            public void Set(int index, ulong value)
            {
                ulong before = Term(index);
                _words[index] = value;
                ulong change = Term(index) - before;
                Checksum += change;
                _checkedSum += index < _checkedWords ? change : 0;
            }

            public void BeginCheck(ulong checksum)
            {
                Checksum = checksum;
                _checkedWords = 0;
                _checkedSum = 0;
            }

            public void Check(int words)
            {
                int end = Math.Min(_words.Length, _checkedWords + words);
                for (; _checkedWords < end; _checkedWords++)
                {
                    _checkedSum += Term(_checkedWords);
                }

                if (IsChecked && _checkedSum != Checksum)
                {
                    throw new InvalidOperationException("the block is not what the version before has left");
                }
            }

            public void Spoil() => _words[0] ^= 1;

            private ulong Term(int index) => _mixer.Mix(_words[index] ^ ((ulong)(index + {{version.Number}}) - {{version.Number}}UL) << 1);
        }
        """;
}
