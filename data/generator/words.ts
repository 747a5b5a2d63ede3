/** Words of the sample's titles, albums and playlists. None is taken from a real title. */

const list = (words: string): string[] => words.trim().split(/\s+/);

/** Words that any genre uses. */
export const common = list(`
  Love Night You Time World Day Home Heart Life Light Dream Sun Moon Water Eyes Way Sky Morning Summer
  Winter River City Hands Letter Window Colour Mirror Ocean Island Shadow Garden Garage Silver Paper Glass
  Gold Blue Red Green White Black Slow Fast Low High Wild Young Old New Again Never Always Forever Tonight
  Tomorrow Yesterday Alone Together Away Down Up Over Under Inside Outside Better Closer Higher Nothing
  Something Everything Nobody Somebody Someone Broken Golden Lonely Lucky Sweet Cold Hot Fire Rain Storm
  Sugar Honey Diamond Stranger Friends Mother Brother Sister Angel Devil Heaven Ghost Runner Dancer Signal
  Station Highway Taxi Airport Telephone Radio Camera Ticket Weekend Monday Sunday October July Seven Nine
  Stay Go Run Fall Wait Hold Call Move Breathe Talk Walk Wake Feel Tell Show Keep Leave Find Lose Believe`);

/** Words that one genre uses more than others. */
export const bearing: Record<string, string[]> = {
  "edm": list(`
    Drop Rave Pulse Festival Bassline Laser Neon Euphoria Frequency Voltage Horizon Gravity Orbit Galaxy
    Ignite Elevate Adrenaline Anthem Machine Strobe Synthetic Supernova Mainstage Vortex Energy Jump Warehouse
    Signal Analog Circuit`),
  "latin": list(`
    Amor Corazón Noche Vida Baila Fuego Mami Calle Luna Cielo Fiesta Besos Playa Verano Loca Contigo Siempre
    Nunca Quiero Dime Bailando Caliente Tropical Ritmo Gente Sabor Morena Bonita Perreo Isla Sueño Mañana
    Tierra Mar Sol Ojos Dolor Vuelve Ella Solo`),
  "pop": list(`
    Crush Lipstick Party Cinema Daydream Butterfly Teenage Pretty Perfect Kiss Magic Sparkle Glitter Bubble
    Cherry Candy Popcorn Hello Secret Selfie Girls Boys Crazy Happy Wonderland Polaroid Rainbow Sweater
    Graduation Confetti`),
  "r&b": list(`
    Baby Body Touch Slowly Tender Lover Satin Velvet Groove Soul Intimate Bedroom Whisper Desire Grown Woman
    Mine Ours Promise Forgive Honest Pillow Candlelight Sensual Patience Vibe Truth Mood Cocoa Midnight`),
  "rap": list(`
    Money Street Hustle Block Gang Trap Bands Boss Bag Cash Drip Flex Hood Crew Whip Racks Bars Cypher Mic
    Freestyle Real Ride Ghetto Savage Corner Smoke Pressure Loyalty Ice Grind`),
  "rock": list(`
    Thunder Rebel Stone Road Iron Steel Highway Burning Electric Whiskey Gypsy Wheels Riot Graveyard Engine
    Hammer Preacher Serpent Sister Crown Desert Outlaw Lightning Blood War King Kingdom Prisoner Train Wolf`),
};

/** Whole titles in other scripts, of our own making. */
export const scripts = [
  "Ночной поезд",
  "Тихий дом",
  "Белый снег на крыше",
  "夜の電車",
  "青い窓",
  "雨と手紙",
  "밤의 창문",
  "푸른 바다",
  "어제의 노래",
  "城市的灯",
  "慢慢走",
  "Νύχτα στο λιμάνι",
  "Γαλάζιο φως",
  "אור בחלון",
  "קיץ ארוך",
  "نافذة زرقاء",
  "ليل طويل",
  "रात की ट्रेन",
  "नीली खिड़की",
  "แสงสีฟ้า",
];

/** Titles that trouble a careless reader: words that look like missing values, numbers, dates, quotes. */
export const odd = [
  "NA",
  "null",
  "1984",
  "0010",
  "1e5",
  "24/7",
  "2019-10-18",
  "=SUM(A1)",
  "-",
  "…",
  "🔥🔥🔥",
  "💔",
  "Side A\tSide B",
  '7" Dub',
  '"Velvet"',
  'Letters (From "The Long Harbour")',
  'Home - From "The Long Harbour" Soundtrack',
  "Don’t Wait, Don’t Call; Don’t Write",
];

export const collections = [
  "Greatest Hits",
  "The Very Best Of",
  "The Essential",
  "Gold",
  "Anthology",
  "The Collection",
];

export const editions = [
  " (Deluxe Edition)",
  " (Expanded Edition)",
  " (Bonus Track Version)",
  " (Live)",
  " EP",
  ", Vol. 1",
  ", Vol. 2",
];

export const mixes = ["Remix", "Radio Edit", "Extended Mix", "Acoustic", "Live", "Club Mix"];

export const syllables = list(`
  ka ro mi len da vo su tar ni bel or zan fi lu mar ke tos ri ana del pho qui ber ost yl nor va sch em tra`);

export const playlists = [
  "The Sound of *",
  "* Essentials",
  "Best of * 2019",
  "* 🔥",
  "◤ * ◢",
  "All About *",
  "* Mix | Radio",
  "Deep into *",
  "* 90s – Now",
  "I Love My *",
  '"*" for beginners',
];
